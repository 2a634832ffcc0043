"""The words of the draft form in the languages of the countries."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import openpyxl
import pytest

from payung.engines.forms import Sheet, read_text


REPO = Path(__file__).resolve().parents[2]
LABELS = REPO / "src" / "payung" / "countries" / "labels"
SHARED = Path(os.environ.get("PAYUNG_SHARED", REPO.parent / "shared"))
FILES = [LABELS / f"form.{language}.csv" for language in ("bn", "id", "my", "ne")]
FORM = REPO / "src" / "payung" / "countries" / "xx" / "forms" / "violation.md"


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def draft() -> set[tuple[str, str, str]]:
    book = openpyxl.load_workbook(SHARED / "data" / "violation_report_draft.xlsx")
    found = set()
    columns = {"label": "survey", "hint": "hint", "constraint_message": "message"}
    survey, choices = book["survey"].iter_rows(values_only=True), book["choices"]
    head = [str(cell).split("::")[0] for cell in next(survey)]
    for line in survey:
        row = dict(zip(head, line, strict=True))
        found |= {
            (s, str(row["name"]), str(row[c])) for c, s in columns.items() if row[c]
        }
    for line in list(choices.iter_rows(values_only=True))[1:]:
        if line[0]:
            found.add(("choices", f"{line[0]}/{line[1]}", str(line[2])))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_english_string_of_the_draft_has_its_words(file: Path) -> None:
    if not SHARED.exists():
        pytest.skip("the draft form is not on this machine")

    labels = rows(file)

    assert {(row["sheet"], row["key"], row["english"]) for row in labels} >= draft()
    assert all(row["translation"].strip() for row in labels)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_is_translated_that_neither_the_draft_nor_the_form_says(
    file: Path,
) -> None:
    if not SHARED.exists():
        pytest.skip("the draft form is not on this machine")
    drafted = {english for _, _, english in draft()}
    ours = {
        cell for sheet in read_text(FORM.read_text()).sheets for cell in cells(sheet)
    }

    labels = rows(file)

    assert {row["english"] for row in labels} <= drafted | ours
    assert len({(r["sheet"], r["key"], r["english"]) for r in labels}) == len(labels)


def cells(sheet: Sheet) -> set[str]:
    return {cell for row in sheet.rows for cell in row}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_translation_keeps_what_the_form_fills_in(file: Path) -> None:
    for row in rows(file):
        wanted = sorted(re.findall(r"\$\{\w+\}", row["english"]))

        assert sorted(re.findall(r"\$\{\w+\}", row["translation"])) == wanted, row[
            "key"
        ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_translation_calls_itself_reviewed(file: Path) -> None:
    assert {row["status"] for row in rows(file)} == {"unreviewed"}
