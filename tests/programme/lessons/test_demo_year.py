"""The invented year fills the shelf of all countries, and every number of it exists."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest

from payung.engines.indicators import NotComputable, parse_period
from payung.programme.lessons.models import Adoption, Lesson, Tool, ToolUse
from payung.programme.objectives.taking import compute_all
from payung.programme.people.founding import Founded
from payung.web.demo.lessons import demo_year
from tests.cast import MAYA, team_of


pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
NINE = (
    *("LESSON_PUB", "LESSON_ACTED", "TOOL_USEFUL", "TOOL_USED"),
    *("REP_ASSESS", "REP_READY", "REP_ADOPT", "REP_FIDEL", "REP_SUST"),
)


def fill() -> Founded:
    team, [maya] = team_of(MAYA)
    office = Founded(actor=maya, team=team, words=())
    demo_year(
        office=office,
        rng=random.Random(7),
        start=date(2025, 11, 1),
        months=13,
        scale=1.0,
        until=NOW,
    )
    return office


def none_of(period: str) -> list[str]:
    found = compute_all("np", parse_period(period), at=NOW, codes=NINE)
    return [one.code for one in found if isinstance(one.answer[()], NotComputable)]


def test_each_number_exists_as_often_as_it_is_asked_for() -> None:
    fill()

    # After twelve months is said of years; a quarter ends before the year is over.
    assert none_of("2026-Q3") == ["REP_SUST"]
    assert none_of("2026-H1") == ["REP_SUST"]
    assert none_of("2026-H2") == []
    assert none_of("2026") == []


def test_a_country_that_comes_later_finds_its_own_and_nothing_twice() -> None:
    office = fill()
    before = (Lesson.objects.count(), Tool.objects.count(), Adoption.objects.count())

    demo_year(
        office=office,
        rng=random.Random(8),
        start=date(2025, 11, 1),
        months=13,
        scale=1.0,
        until=NOW,
    )

    after = (Lesson.objects.count(), Tool.objects.count(), Adoption.objects.count())
    assert before == after
    assert set(ToolUse.objects.filter(country="np").values_list("team", flat=True)) == {
        office.team.pk
    }
