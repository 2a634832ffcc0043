"""The manual's page of proceedings is what the program does, and every code has words."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import override

from payung.engines.proceedings import Body
from payung.programme.cases.words.tracks import step_words
from payung.programme.proceedings.steps_page import page
from payung.programme.proceedings.tables import outcomes, table
from payung.programme.proceedings.words import body_label, outcome_words


MANUAL = Path(__file__).parents[3] / "docs/reference/proceedings.md"


def test_the_page_of_proceedings_is_fresh() -> None:
    assert MANUAL.read_text(encoding="utf-8") == page(), (
        "Run: python -m tools.write_proceedings"
    )


def test_every_step_is_called_on_the_page_as_it_is_in_the_list() -> None:
    with override("en"):
        said = {code: step_words(code) for code in table().kinds}

    assert said == {code: kind.label for code, kind in table().kinds.items()}


def test_every_outcome_is_called_on_the_page_as_it_is_in_the_list() -> None:
    with override("en"):
        said = {one.code: outcome_words(one.code) for one in outcomes().all}

    assert said == {one.code: one.label for one in outcomes().all}


def test_every_kind_of_office_has_a_word() -> None:
    with override("en"):
        bare = [body.value for body in Body if body_label(body.value) == body.value]

    assert bare == []
