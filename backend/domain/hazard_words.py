"""What a hazard is called in both languages, though a report says it in one: in that of its customer. Pure.

A phone makes the words from its catalog (pwa/src/domain/hazard_causes.ts); a technician may change them. What is still
the catalog's is known in both languages; what a person wrote stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backend.domain.rows import Row, Text

_COLON = {"zh": "：", "en": ": "}
_BRACKETS = {"zh": ("（", "）"), "en": (" (", ")")}
_BETWEEN = {"zh": "", "en": " "}
_OTHER = {"zh": "en", "en": "zh"}


def in_both_languages(text: str, *, language: str, source: str, catalog: Row) -> Text:
    """`text` as signed in `language` (zh or en), and the catalog's words for it in the other where it has them.

    `source`: the check, or the rule or limit, that found the hazard. `catalog`: the one the report was made with.
    """
    other = _of_check(text, language, _checks(catalog, source))
    if other is None:
        other = _of_sentences(text, language, list(_sentences(catalog)))
    return {language: text, _OTHER[language]: text if other is None else other}


def _of_check(text: str, language: str, checks: Sequence[Row]) -> str | None:
    """ "Hose: cracked (at the valve)": the check, its result, and what was written beside it."""
    for check in checks:
        for result in check["results"]:
            said = {each: f"{check['text'][each]}{_COLON[each]}{result['text'][each]}" for each in _COLON}
            if not text.startswith(said[language]):
                continue
            note, (opening, closing) = text[len(said[language]) :], _BRACKETS[language]
            if not note:
                return said[_OTHER[language]]
            if note.startswith(opening) and note.endswith(closing):
                before, after = _BRACKETS[_OTHER[language]]
                return said[_OTHER[language]] + before + note[len(opening) : -len(closing)] + after
    return None


def _of_sentences(text: str, language: str, known: Sequence[Text]) -> str | None:
    """Hazards of one cause are said one after the other; nothing else may stand between them."""
    found: list[str] = []
    rest = text
    while rest:
        own = max(
            (each for each in known if rest.startswith(each[language])), key=lambda it: len(it[language]), default=None
        )
        if own is None:
            return None
        found.append(own[_OTHER[language]])
        rest = rest[len(own[language]) :].removeprefix(_BETWEEN[language])
    return _BETWEEN[_OTHER[language]].join(found) if found else None


def _sentences(catalog: Row) -> Iterator[Text]:
    texts: Iterator[Mapping[str, str]] = (
        row[name]
        for rows, name in (("hazards", "hazard"), ("rules", "text"), ("limits", "why"))
        for row in catalog.get(rows) or ()
    )
    yield from (dict(text) for text in texts if text["zh"] and text["en"])


def _checks(catalog: Row, source: str) -> list[Row]:
    lists = [*(category["checks"] for category in catalog["categories"]), catalog["common_checks"]]
    return [check for checks in lists for check in checks if check["id"] == source]
