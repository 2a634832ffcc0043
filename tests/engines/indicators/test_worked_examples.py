"""The worked examples hold, every rule of ours has one, and the manual prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.engines.indicators import Example, examples, render_indicators, sheets


HOUSE = Path(__file__).parents[3]
SHEETS = sheets(HOUSE / "src/payung/countries/codes/indicators")
EXAMPLES = examples()
ELSEWHERE = ("H_", "R_", "D_", "DRILL")


@pytest.mark.parametrize(
    "example",
    [pytest.param(each, id=f"{each.code}: {each.given[:40]}") for each in EXAMPLES],
)
def test_the_rule_says_what_was_worked_out_by_hand(example: Example) -> None:
    assert example.outcome == example.answer


def test_every_indicator_that_is_not_dispatchs_has_a_worked_example() -> None:
    wanted = {code for code in SHEETS if not code.startswith(ELSEWHERE)}

    assert wanted - {example.code for example in EXAMPLES} == set()


def test_no_example_is_of_an_indicator_that_does_not_exist() -> None:
    assert {example.code for example in EXAMPLES} <= set(SHEETS)


def test_the_manual_prints_sheets_and_examples_as_they_are_now() -> None:
    page = (HOUSE / "docs/reference/indicators.md").read_text(encoding="utf-8")

    assert page == render_indicators(SHEETS, EXAMPLES), (
        "The page is old. Run: python -m tools.write_indicators"
    )
