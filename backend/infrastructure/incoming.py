"""What comes in is text that both databases can hold, or it is refused in words before a view sees it.

PostgreSQL stores no NUL character, UTF-8 no lone surrogate; JSON's escapes can write both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import flask
import flask_smorest
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.datastructures import ImmutableMultiDict

from backend.domain.errors import InvalidInputError, MalformedBodyError

REPLACEMENT = "\ufffd"


class WrittenText(ImmutableMultiDict[str, Any]):
    """Fields of a query or a form; a NUL becomes U+FFFD, as in HTML."""

    def __init__(self, mapping: Any = None) -> None:
        pairs = mapping if mapping is None or hasattr(mapping, "items") else _without_nul(mapping)
        super().__init__(pairs)


def _without_nul(pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(name, value.replace("\0", REPLACEMENT) if isinstance(value, str) else value) for name, value in pairs]


class IncomingRequest(flask.Request):
    parameter_storage_class = WrittenText


def read_json(raw: bytes) -> Any:
    """The value in a JSON body. Raises MalformedBodyError, InvalidInputError for text that cannot be stored."""
    try:
        value = json.loads(raw.decode("utf-8"))
        storable = all(_storable(text) for text in _texts_of(value))
    except (ValueError, RecursionError):  # also whole numbers of more than 4,300 digits
        raise MalformedBodyError from None
    if not storable:
        raise InvalidInputError(
            zh="内容中有无法保存的字符。", en="The text contains a character that cannot be stored."
        )
    return value


def _texts_of(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts_of(item)


def _storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


class JsonParser(FlaskParser):
    def _raw_load_json(self, req: flask.Request) -> Any:
        return read_json(req.get_data(cache=True)) if is_json_request(req) else missing


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # the library is untyped
    """A JSON edge's blueprint: its bodies are read by `read_json`."""

    ARGUMENTS_PARSER = JsonParser()
