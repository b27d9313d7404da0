"""Every word of the office exists in both languages, and every word that is asked for exists."""

from __future__ import annotations

import ast
import inspect
import re
from datetime import date
from pathlib import Path

import pytest

from backend.accounts.operations import WATCHED
from backend.audit.operations import record
from backend.cards.backoffice import said
from backend.cards.listing import ReportFilter
from backend.domain import vocabulary
from backend.infrastructure.ids import new_id
from backend.jobs.listing import View
from backend.jobs.moves import MOVES
from backend.office.texts import TEXTS

ROOT = Path(__file__).parents[2] / "backend"
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACE = re.compile(r"\{(\w+)\}")
SAME_IN_BOTH = {"Grade.A+", "Grade.A", "Grade.B", "Grade.C", "Grade.D"}
SHOWN = (
    "Role", "Grade", "Language", "JobType", "JobState", "Service", "Answer", "Level", "WorkResult", "Decision",
    "PhotoRole", "Signer", "SignedHow", "ReceiptState", "ReviewReason", "ComplaintSource", "ComplaintState", "LinkPurpose", "WarrantyState", "Bearer", "Payment",
)  # fmt: skip


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_each_text_is_whole_in_both_languages(key: str) -> None:
    zh, en = TEXTS[key]
    assert zh.strip()
    assert en.strip()
    assert not HAN.search(en), "the English text holds Chinese"
    assert HAN.search(zh), "the Chinese text holds no Chinese"
    assert set(PLACE.findall(zh)) == set(PLACE.findall(en)), "the placeholders differ"


def asked_for() -> set[str]:
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/*.py")]
    found = set()
    for file in files:
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"""\bt\(\s*["']([\w.]+[\w])["']""", text))
        if file.suffix == ".py" and file.parent.name not in ("cards", "demo", "infrastructure"):
            found |= set(
                re.findall(r'(?:translate|fail|leave_note|_coloured)\([^)"]*(?:"[a-z_]+", )?"([a-z]+\.[\w.]+)"', text)
            )
    return found


@pytest.mark.parametrize("key", sorted(asked_for()))
def test_each_text_that_a_page_asks_for_exists(key: str) -> None:
    assert key in TEXTS


@pytest.mark.parametrize("kind", SHOWN)
def test_each_value_of_a_vocabulary_has_a_word(kind: str) -> None:
    missing = [f"{kind}.{value}" for value in getattr(vocabulary, kind) if f"{kind}.{value}" not in TEXTS]
    assert missing == []


def test_each_action_of_the_audit_trail_has_a_word() -> None:
    recorded = set()
    for file in ROOT.glob("*/*.py"):
        text = file.read_text(encoding="utf-8")
        recorded |= set(re.findall(r'(?:\brecord|\b_note|\b_note_view)\([^"()]*"([a-z]+\.[a-z_]+)"', text))
    assert {f"audit.{action}" for action in recorded} - TEXTS.keys() == set()


def details_recorded() -> set[str]:
    """The names of everything that is handed to `record`, directly or through a function that hands it on."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in ROOT.glob("*/*.py")]
    return {name for tree in trees for name in _details_in(tree)} - set(inspect.signature(record).parameters)


def _details_in(tree: ast.Module) -> set[str]:
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    passing = {name for name, node in functions.items() if any(_hands_on(call) for call in _calls(node, {"record"}))}
    return {keyword.arg for call in _calls(tree, {"record"} | passing) for keyword in call.keywords if keyword.arg}


def _calls(tree: ast.AST, names: set[str]) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in names]


def _hands_on(call: ast.Call) -> bool:
    return any(keyword.arg is None for keyword in call.keywords)


def test_each_detail_that_the_audit_trail_keeps_has_a_label() -> None:
    found = details_recorded()
    assert {"username", "number", "edition", "reason", "cards"} <= found, "the search for details has gone blind"
    assert {f"audit.detail.{name}" for name in found} - TEXTS.keys() == set()


def test_each_condition_of_a_zip_has_a_label_in_the_audit_trail() -> None:
    day, some = date(2026, 11, 22), new_id()
    asked = ReportFilter(
        first=day, last=day, center_id=some, technician_id=some, verdict="pass", state="sealed", result="done",
        search="Li", ids=[some],
    )  # fmt: skip
    assert {f"audit.detail.{name}" for name in said(asked)} - TEXTS.keys() == set()


def test_each_field_of_a_user_that_can_change_has_a_label_in_the_audit_trail() -> None:
    assert {f"audit.detail.{name}" for name in WATCHED} - TEXTS.keys() == set()


def test_each_view_move_and_reason_has_its_words() -> None:
    wanted = {f"jobs.view.{view}" for view in View}
    wanted |= {f"jobs.{part}.{move}" for part in ("move", "done") for move in MOVES}
    wanted |= {f"review.explain.{reason}" for reason in vocabulary.ReviewReason}
    assert wanted - TEXTS.keys() == set()
