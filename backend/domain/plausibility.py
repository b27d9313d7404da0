"""What a reading makes us ask back at once: a slipped unit, an impossible value, a meter that shows nothing.

Questions are never a verdict: the value that stays is judged as it is. Ranges, units and words are data
(catalog/seed/safety.yaml); a catalog without them asks nothing. The phone's twin, which asks while typing,
is pwa/src/domain/plausibility.ts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from backend.domain.bounds import MILLIONTH
from backend.domain.measured import read_measured
from backend.domain.rows import Row, Text, fill
from backend.domain.wiring import VOLTAGES, contradicts

_COMMA = {"zh": "、", "en": ", "}
SEVERAL = 3  # so many equal readings are no coincidence


@dataclass(frozen=True, kw_only=True)
class Question:
    """`id`: kind and test; `field`: the test to look at again; `suggestion`: what it may have meant, else empty."""

    id: str
    field: str
    text: Text
    suggestion: str = ""


def questions_about(catalog: Row, values: Mapping[str, str]) -> tuple[Question, ...]:
    """What to ask about `values` (test -> as shown), in the catalog's order: single readings first."""
    asking = _Asking(catalog)
    known = {row["test"]: row for row in catalog.get("plausible") or ()}
    exact = {test: number for test in known if (number := _exact(values.get(test))) is not None}
    single = (_about_one(asking, row, values[test], exact[test]) for test, row in known.items() if test in exact)
    together = [*_zeros(asking, exact), *_repeated(asking, exact), *_contradiction(asking, values)]
    return (*(question for question in single if question), *together)


class _Asking:
    """Words and names of one catalog."""

    def __init__(self, catalog: Row) -> None:
        self._words: Row = catalog.get("questions") or {}
        self.has_words = bool(self._words)
        self.tests: Mapping[str, Row] = {test["id"]: test for test in catalog["tests"]}

    def __call__(
        self, kind: str, field: str, *, names: Iterable[str] = (), suggestion: str = "", **said: str
    ) -> Question:
        shown = [self.tests[test]["short"] for test in names or (field,)]
        said |= {"unit": self.tests[field]["unit"], "suggestion": suggestion}
        names_in = {language: comma.join(it[language] for it in shown) for language, comma in _COMMA.items()}
        words = {language: text.replace("{name}", names_in[language]) for language, text in self._words[kind].items()}
        text = fill(words, said)
        return Question(id=f"{kind}:{field}", field=field, text=text, suggestion=suggestion)


def _exact(shown: str | None) -> Decimal | None:
    measured = read_measured(shown)
    return measured.low if measured is not None and measured.low == measured.high else None


def _about_one(asking: _Asking, row: Row, shown: str, number: Decimal) -> Question | None:
    test = row["test"]
    if number == 0:
        return asking("zero", test, value=shown) if row.get("zero") else None
    if not Decimal(row["from"]) <= number <= Decimal(row["to"]):
        for unit in row["units"]:
            meant = (number * Decimal(unit["factor"])).quantize(MILLIONTH, ROUND_FLOOR)
            if Decimal(row["from"]) <= meant <= Decimal(row["to"]):
                return asking("slip", test, value=shown, typed=unit["unit"], suggestion=_plainly(meant))
    if number < 0 <= Decimal(row["least"]):
        return asking("negative", test, value=shown)
    possible = Decimal(row["least"]) <= number <= Decimal(row["most"])
    return None if possible else asking("impossible", test, value=shown)


def _zeros(asking: _Asking, exact: Mapping[str, Decimal]) -> Iterator[Question]:
    """Per group of tests: a meter that is off, or leads that lie beside it, read 0 everywhere."""
    groups: dict[str, list[str]] = {}
    for test in exact:
        groups.setdefault(asking.tests[test]["group"], []).append(test)
    for tests in groups.values():
        if len(tests) >= SEVERAL and all(exact[test] == 0 for test in tests):
            yield asking("all_zero", tests[0])


def _repeated(asking: _Asking, exact: Mapping[str, Decimal]) -> Iterator[Question]:
    same: dict[Decimal, list[str]] = {}
    for test, number in exact.items():
        if number != 0:
            same.setdefault(number, []).append(test)
    for number, tests in same.items():
        if len(tests) >= SEVERAL:
            yield asking("repeated", tests[-1], names=tests, value=_plainly(number))


def _contradiction(asking: _Asking, values: Mapping[str, str]) -> Iterator[Question]:
    l_n, l_pe, n_pe = (read_measured(values.get(test)) for test in VOLTAGES.values())
    if asking.has_words and contradicts(l_n, l_pe, n_pe):
        yield asking("contradiction", VOLTAGES["n_pe"])


def _plainly(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
