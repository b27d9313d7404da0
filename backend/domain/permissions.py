"""Who may do what: scopes by role. Every route names one scope (tests/architecture checks it)."""

from __future__ import annotations

from backend.domain.vocabulary import Role

PUBLIC = "public"

# An upload token outlives the session so that a full outbox is never trapped behind a login.
UPLOAD_SCOPES = frozenset({"report:write", "report:status", "report:share", "event:write"})

_PHONE = frozenset(
    {
        "self",
        "pull",
        "catalog:read",
        "job:field",
        "instrument:own",
        "report:write",
        "report:status",
        "report:share",
        "event:write",
        "card:read",
        "device:revoke",
    }
)
_DISPATCH = frozenset(
    {
        "self",
        "catalog:read",
        "office",
        "job:read",
        "job:write",
        "report:read",
        "report:resolve",
        "report:share",
        "complaint:handle",
        "card:read",
        "customer:read",
        "device:revoke",
    }
)
_MANAGE = _DISPATCH | {"audit:read"}
_ADMINISTER = _MANAGE | {"user:write", "device:manage"}

ROLE_SCOPES: dict[Role, frozenset[str]] = {
    Role.TECHNICIAN: _PHONE,
    Role.DISPATCHER: _DISPATCH,
    Role.MANAGER: _MANAGE,
    Role.ADMINISTRATOR: _ADMINISTER,
}
SCOPES = frozenset().union(*ROLE_SCOPES.values()) | UPLOAD_SCOPES | {PUBLIC, "metrics"}
