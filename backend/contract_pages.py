"""The contract for machines (`openapi.json`) and for people (`/api/docs`), without scripts of anybody."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, current_app, json, render_template

from backend.contract import contract_document
from backend.infrastructure.assets import SHARED
from backend.infrastructure.auth import guard, guard_of

bp = Blueprint("contract", __name__)
METHODS = ("get", "head", "post", "put", "patch", "delete")


@bp.route("/api/v1/openapi.json")
@guard("public")
def openapi_json() -> Response:
    """The contract."""
    return Response(json.dumps(contract_document(), ensure_ascii=False), mimetype="application/json")


@bp.route("/api/docs")
@guard("public")
def docs_page() -> str:
    """The contract as a page."""
    document = contract_document()
    return render_template(
        "contract/docs.html", calls=_calls(document), schemas=document["components"]["schemas"], info=document["info"]
    )


@bp.route("/api/docs/docs.css")
@guard("public")
def docs_style() -> Response:
    """The colours of every screen, and the page's own style."""
    answer = Response(_style(), mimetype="text/css")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@lru_cache(maxsize=1)
def _style() -> str:
    environment = current_app.jinja_env
    source, _, _ = environment.loader.get_source(environment, "contract/docs.css")  # type: ignore[union-attr]  # Flask sets a loader
    return (SHARED / "colours.css").read_text(encoding="utf-8") + source


def _calls(document: dict[str, Any]) -> list[dict[str, Any]]:
    scopes = _scopes()
    return [
        {
            "path": path,
            "method": method.upper(),
            "summary": operation.get("summary") or operation.get("description", ""),
            "scope": scopes.get((method.upper(), path), ""),
            "body": _schema_of(operation.get("requestBody", {})),
            "answers": {
                status: _schema_of(answer) for status, answer in operation["responses"].items() if status != "default"
            },
            "query": _parameters(operation, "query"),
            "headers": _parameters(operation, "header"),
        }
        for path, operations in sorted(document["paths"].items())
        for method, operation in operations.items()
        if method in METHODS
    ]


def _parameters(operation: dict[str, Any], where: str) -> list[str]:
    return [each["name"] for each in operation.get("parameters", []) if each.get("in") == where]


def _scopes() -> dict[tuple[str, str], str]:
    found = {}
    for rule in current_app.url_map.iter_rules():
        guarded = guard_of(current_app, rule.endpoint)
        path = rule.rule.replace("<uuid:", "{").replace("<", "{").replace(">", "}")
        for method in rule.methods or ():
            found[(method, path)] = guarded[0] if guarded else ""
    return found


def _schema_of(described: dict[str, Any]) -> str:
    schema = described.get("content", {}).get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).rpartition("/")[2]
