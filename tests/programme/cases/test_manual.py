"""The manual's page of stages is what the program does."""

from __future__ import annotations

from pathlib import Path

from payung.programme.cases.stages_page import page


MANUAL = Path(__file__).parents[3] / "docs/reference/case_states.md"


def test_the_page_of_stages_is_fresh() -> None:
    assert MANUAL.read_text(encoding="utf-8") == page(), (
        "Run: python -m tools.write_case_states"
    )
