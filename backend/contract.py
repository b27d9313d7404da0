"""OpenAPI 3.1 from the marshmallow schemas: the one source of the wire's types."""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from flask_smorest import Api
from marshmallow import Schema

from backend.accounts import api as accounts_api
from backend.cards import api as cards_api
from backend.care import api as care_api
from backend.catalog import api as catalog_api
from backend.catalog.schemas import CatalogSchema
from backend.jobs import api as jobs_api
from backend.jobs.schemas import FieldJobSchema, JobEventInSchema
from backend.reports import api as reports_api
from backend.reports.content_v1 import AttestationV1, ReportBodyV1
from backend.reports.content_v2 import AttestationV2, ReportBodyV2
from backend.sync import api as sync_api
from backend.sync import status as sync_status
from backend.sync.schemas import HelloSchema, PullSchema

JSON_EDGES = (
    accounts_api.blp,
    cards_api.blp,
    care_api.blp,
    catalog_api.blp,
    jobs_api.blp,
    reports_api.blp,
    sync_api.blp,
    sync_status.blp,
)

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


def schema_name(schema: Any) -> str:
    """`JobEventInSchema` -> `JobEventIn`; explicit, so that TypeScript names never change by accident."""
    cls = schema if isinstance(schema, type) else type(schema)
    return cls.__name__.removesuffix("Schema")


@cache
def contract_document() -> dict[str, Any]:
    """OpenAPI 3.1 as a value, which nobody may change.

    Described by an application of its own, when first asked for: describing took half of every start.
    """
    app = Flask("contract", static_folder=None)
    app.config.update(
        API_TITLE="Fuwuka",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=None,  # we serve it ourselves, with a guard
    )
    api = Api(
        app,
        spec_kwargs={
            "marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=schema_name),
            "info": {"description": "Field service: jobs to phones, reports to the server, cards to everyone."},
        },
    )
    for shape in BESIDE_ROUTES:
        api.spec.components.schema(schema_name(shape), schema=shape)
    for blueprint in JSON_EDGES:
        api.register_blueprint(blueprint)
    return api.spec.to_dict()  # type: ignore[no-any-return]  # apispec is untyped


def main() -> None:
    """Print openapi.json, keys sorted, so that a drift is a line in a diff."""
    json.dump(contract_document(), sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
