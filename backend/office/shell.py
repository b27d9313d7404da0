"""What every office page has: words, formats, the rail, icons, CSRF fields, the guest's language."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from markupsafe import Markup

from backend.infrastructure import masking
from backend.infrastructure.auth import Principal, csrf_token, optional_principal
from backend.infrastructure.clock import iso, utc_now
from backend.office import formatting, translations
from backend.office.assets import ASSETS
from backend.office.filters import FILTERS, FUNCTIONS
from backend.office.icons import appliance_icon, icon, shape
from backend.office.navigation import places_for

GUEST_LANGUAGE = "fuwuka_language"


def connect_shell(app: Flask) -> None:
    app.jinja_env.filters.update(
        clock=formatting.clock,
        day=formatting.day,
        long_day=formatting.long_day,
        relative_day=formatting.relative_day,
        moment=formatting.moment_text,
        short_moment=formatting.short_moment,
        ago=formatting.ago,
        money=formatting.money,
        size=formatting.size,
        fingerprint=formatting.fingerprint,
        mask_name=masking.mask_name,
        mask_phone=masking.mask_phone,
        mask_address=masking.mask_address,
        in_language=translations.in_language,
        say_error=translations.say_error,
        iso=iso,
        **{each.__name__: each for each in FILTERS},
    )
    app.jinja_env.globals.update(
        t=translations.translate,
        name_of=translations.name_of,
        language=translations.language,
        span=formatting.span,
        icon=icon,
        shape=shape,
        appliance_icon=appliance_icon,
        asset_url=ASSETS.url,
        csrf_field=csrf_field,
        shell=shell,
        **{each.__name__: each for each in FUNCTIONS},
    )
    app.before_request(_guest_language)


def csrf_field() -> Markup:
    """The hidden field of every form that writes; empty for somebody not signed in."""
    who = optional_principal()
    if who is None or who.session is None:
        return Markup("")
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(csrf_token(who.session))


def shell() -> dict[str, Any]:
    """Who is here and where they may go; asked for by the layout, once a page."""
    who = optional_principal()
    if who is None or "office" not in who.scopes:
        return {"who": None, "places": []}
    return {"who": who.user, "places": places_for(who, utc_now()), "centers": _center_line(who)}


def _center_line(who: Principal) -> str:
    if who.center_ids is None:
        return translations.translate("shell.all_centers")
    english = translations.language() == "en"
    return ", ".join(sorted(c.name_en if english else c.name_zh for c in who.user.office_centers))


def _guest_language() -> None:
    """Before anybody signed in: the language they clicked, kept in a cookie."""
    wish = request.args.get("lang") or request.cookies.get(GUEST_LANGUAGE, "")
    translations.remember_language(wish)
    lost = request.endpoint is None and request.path.startswith("/office")
    if lost and (who := optional_principal()) is not None:  # a page that is not found speaks the user's language
        translations.remember_language(who.user.language)
