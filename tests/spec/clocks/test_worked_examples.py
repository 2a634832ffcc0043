"""The worked examples of every country hold, and the manual prints them as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.engines.packs import Pack, WorkedExample, load, render_examples, work_out


HOUSE = Path(__file__).parents[3]
COUNTRIES = HOUSE / "src" / "payung" / "countries"
PACKS = tuple(load(COUNTRIES / code) for code in ("bd", "id", "mm", "np", "xx"))


@pytest.mark.parametrize(
    ("pack", "example"),
    [
        pytest.param(pack, example, id=f"{pack.code}: {example.name}")
        for pack in PACKS
        for example in pack.examples
    ],
)
def test_the_clock_says_what_the_author_of_the_example_says(
    pack: Pack, example: WorkedExample
) -> None:
    outcome = work_out(pack, example)

    assert outcome.disagreement == ""


def test_the_manual_prints_the_examples_as_they_are_now() -> None:
    page = (HOUSE / "docs/reference/worked_examples.md").read_text(encoding="utf-8")

    assert page == render_examples(PACKS), (
        "The page is old. Run: python tools/write_worked_examples.py"
    )


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_every_clock_of_every_country_has_an_example(pack: Pack) -> None:
    shown = {example.clock for example in pack.examples}

    assert sorted({clock.id for clock in pack.clocks} - shown) == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_the_manual_prints_an_example_of_every_clock(pack: Pack) -> None:
    page = (HOUSE / "docs/reference/worked_examples.md").read_text(encoding="utf-8")
    chapter = page.split(f"## {pack.name['en']}\n")[1].split("\n## ")[0]

    missing = [
        clock.id for clock in pack.clocks if f"| {clock.label['en']} (" not in chapter
    ]

    assert missing == []
