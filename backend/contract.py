"""OpenAPI 3.1 from the marshmallow schemas: the one source of the wire's types."""

from __future__ import annotations

import json
import sys
from threading import Lock
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from flask_smorest import Api
from marshmallow import Schema

from backend.catalog.schemas import CatalogSchema
from backend.jobs.schemas import FieldJobSchema, JobEventInSchema
from backend.reports.content_v1 import AttestationV1, ReportBodyV1
from backend.reports.content_v2 import AttestationV2, ReportBodyV2
from backend.sync.schemas import HelloSchema, PullSchema

# Shapes that no route's signature shows: their bodies are read as bytes, or cached.
BESIDE_ROUTES: tuple[type[Schema], ...] = (
    AttestationV1,
    AttestationV2,
    CatalogSchema,
    FieldJobSchema,
    HelloSchema,
    JobEventInSchema,
    PullSchema,
    ReportBodyV1,
    ReportBodyV2,
)

_DESCRIBING = Lock()


def schema_name(schema: Any) -> str:
    """`JobEventInSchema` -> `JobEventIn`; explicit, so that TypeScript names never change by accident."""
    cls = schema if isinstance(schema, type) else type(schema)
    return cls.__name__.removesuffix("Schema")


def describe_contract(app: Flask) -> Api:
    app.config.update(
        API_TITLE="Fuwuka",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=None,  # we serve it ourselves, with a guard
    )
    plugin = MarshmallowPlugin(schema_name_resolver=schema_name)
    return Api(
        app,
        spec_kwargs={
            "marshmallow_plugin": plugin,
            "info": {"description": "Field service: jobs to phones, reports to the server, cards to everyone."},
        },
    )


def contract_document(app: Flask) -> dict[str, Any]:
    """OpenAPI 3.1 as a value. The shapes beside the routes are described when first asked for: a third of a start."""
    spec = app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec
    with _DESCRIBING:  # two readers at once would both add the same name, which apispec refuses
        for shape in BESIDE_ROUTES:
            name = schema_name(shape)
            if name not in spec.components.schemas:
                spec.components.schema(name, schema=shape)
    return spec.to_dict()  # type: ignore[no-any-return]  # apispec is untyped


def main() -> None:
    """Print openapi.json, keys sorted, so that a drift is a line in a diff."""
    from backend.app import create_app  # noqa: PLC0415 - app imports this module

    json.dump(contract_document(create_app()), sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
