"""The manual names every field that a template may ask for, as the table has it."""

from __future__ import annotations

from pathlib import Path

from tools.write_paper_fields import page


PAGE = Path(__file__).parents[3] / "docs/reference/papers.md"


def test_the_manual_lists_the_fields_of_the_table() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert page(text) == text, "run: python -m tools.write_paper_fields"
