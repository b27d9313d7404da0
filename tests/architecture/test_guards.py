"""Every door has a guard."""

from __future__ import annotations

from flask import Flask

from backend.infrastructure.auth import guard_of


def doors(app: Flask) -> list[tuple[str, str, str]]:
    rows = []
    for rule in app.url_map.iter_rules():
        found = guard_of(app, rule.endpoint)
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}) or ["HEAD"])
        rows.append((found[0] if found else "", methods, rule.rule))
    return sorted(rows)


def test_every_route_says_who_may_call_it(app: Flask) -> None:
    rows = doors(app)
    for scope, methods, rule in rows:
        print(f"{scope or 'NO GUARD':16} {methods:12} {rule}")  # `pytest -s` shows the table
    open_doors = [rule for scope, _, rule in rows if not scope]
    assert open_doors == [], (
        f"put @guard(scope) on the views of {open_doors}; scopes are in backend/domain/permissions.py"
    )


def test_what_everybody_may_call_is_a_short_list(app: Flask) -> None:
    public = {rule for scope, _, rule in doors(app) if scope == "public"}
    expected = (
        "/", "/c", "/s", "/healthz", "/readyz", "/metrics", "/verify", "/app", "/api/docs", "/api/problems", "/static",
        "/office/sign-in", "/office/assets", "/office/language", "/language",
        "/api/v1/session", "/api/v1/hello", "/api/v1/openapi.json",
    )  # fmt: skip
    surprising = [
        rule for rule in public if not any(rule == start or rule.startswith(start + "/") for start in expected)
    ]
    assert surprising == [], f"{surprising} can be called by strangers: guard them, or add them to this list on purpose"
