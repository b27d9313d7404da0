"""What is inside a ZIP of cards cannot trick whoever unpacks it."""

from __future__ import annotations

import pytest

from backend.cards.zip import _cell, file_name


@pytest.mark.parametrize("customer", ["../../etc/passwd", "\u202efdp.exe", "\0", "\n", "C:\\x", "..", ""])
def test_a_file_name_stays_in_its_folder_and_shows_what_it_is(customer: str) -> None:
    name = file_name("AH-HZ-261122-0031", customer, taken=set())
    assert name.startswith("AH-HZ-261122-0031")
    assert name.endswith(".pdf")
    assert name.isprintable()
    assert not set(name) & set('\\/:*?"<>|')


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\n=1", "＝1+1"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(text: str) -> None:
    assert _cell(text) == f"'{text}"
