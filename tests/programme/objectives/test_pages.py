"""What people see and set: tiles, charts, what is aimed at, words; never a typed number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from payung.engines.indicators import Unit, parse_period
from payung.programme.objectives.actions import Aim, set_target
from payung.programme.objectives.drawing import Point, draw
from payung.programme.objectives.models import IndicatorSnapshot, Narrative, Target
from payung.programme.objectives.refusals import CannotBe
from payung.programme.objectives.taking import take
from payung.web.commands.indicators import command
from tests.cast import MAYA, PASSPHRASE, SUNITA, team_of
from tests.programme.objectives.small_rows import day_was, opens_on, room


pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Clerk:
    handle: str = "clerk"


def browser(handle: str = "maya") -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def mondays_of_june(opened: int) -> None:
    blue = room()
    opens_on(blue, "MO")
    for n, day in enumerate((1, 8, 15, 22, 29)):
        day_was(blue, date(2026, 6, day), "open" if n < opened else "closed")
    take(
        actor=Clerk(),
        country="np",
        period=parse_period("2026-06"),
        at=AT,
        codes=["SS_OPEN"],
    )


def aim(value: float, code: str = "SS_OPEN", period: str = "2026-06") -> Aim:
    return Aim(indicator=code, period=period, value=value, because="Agreed in May")


def test_the_last_target_counts_and_the_page_says_whether_it_was_reached() -> None:
    _team, [maya] = team_of(MAYA)
    mondays_of_june(opened=4)
    set_target(actor=maya, aim=aim(0.9), at=AT)
    set_target(actor=maya, aim=aim(0.8), at=AT)

    page = browser().get("/objectives/number/SS_OPEN/?period=2026-06").content.decode()

    assert Target.objects.count() == 2
    assert '<b class="num">80 %</b>' in page
    assert "Reached" in page
    assert 'class="goal"' in page
    assert "4 of 5" in page


def test_no_form_takes_a_number_of_an_indicator() -> None:
    team_of(MAYA)
    mondays_of_june(opened=4)
    before = list(IndicatorSnapshot.objects.values_list("pk", "value"))

    for name in ("indicator", "indicator-aim", "indicator-words"):
        browser().post(
            f"{reverse(name, args=['SS_OPEN'])}?period=2026-06",
            {"value": "0.99", "n": "5", "why": "Because", "kind": "target"},
        )

    assert list(IndicatorSnapshot.objects.values_list("pk", "value")) == before


def test_words_stand_beside_the_number_they_were_written_to() -> None:
    team_of(MAYA)
    mondays_of_june(opened=4)

    browser().post(
        "/objectives/number/SS_OPEN/words?period=2026-06",
        {"why": "The bridge was flooded.", "what_we_do": "A second room."},
    )

    page = browser().get("/objectives/number/SS_OPEN/?period=2026-06").content.decode()
    assert "The bridge was flooded." in page
    assert Narrative.objects.get().snapshot.part == ""


def test_a_paralegal_sees_numbers_and_sets_none() -> None:
    team_of(MAYA, SUNITA)
    mondays_of_june(opened=4)

    assert browser("sunita").get("/objectives/number/SS_OPEN/").status_code == 200
    assert browser("sunita").get("/objectives/number/SS_OPEN/aim").status_code == 403


def test_what_is_only_watched_gets_no_target() -> None:
    _team, [maya] = team_of(MAYA)

    with pytest.raises(CannotBe, match="only watched"):
        set_target(actor=maya, aim=aim(10, code="VIO_REP"), at=AT)


def test_a_wrong_period_is_told_how_to_write_one() -> None:
    team_of(MAYA)
    given = {"kind": "target", "period": "Q3", "value": "0.8", "because": "Agreed"}

    answer = browser().post("/objectives/number/SS_OPEN/aim", given)

    assert answer.status_code == 422
    assert "2026-Q3 for a quarter" in answer.content.decode()
    assert not Target.objects.exists()


def test_each_page_answers_and_the_one_on_people_says_why_a_code_is_refused() -> None:
    team_of(MAYA)
    mondays_of_june(opened=4)
    client = browser()

    for which in ("1", "2", "3", "4", "5", "operations"):
        assert client.get(f"/objectives/{which}/?period=2026-06").status_code == 200
    assert client.get("/objectives/6/").status_code == 404
    assert client.get("/objectives/number/NOTHING/").status_code == 404
    assert "Knowing one" in client.get("/objectives/").content.decode()
    assert "two million" in client.get("/objectives/people/").content.decode()


def test_a_period_without_a_number_is_a_hatched_stub_and_no_bar_of_nought() -> None:
    there = Point(label="Q2", value=0.5, low=0.4, high=0.6, target=0.8)
    gone = Point(label="Q3", value=None, percent=0)

    svg = draw([there, gone], unit=Unit.SHARE, title="Open", described="Days")

    assert svg.count('fill="url(#hatch-indicator)"') == 1
    assert svg.count('class="c1"') == 1
    assert svg.count('class="goal"') == 1
    assert svg.count('class="whisker"') == 3


def test_the_command_prints_all_indicators_and_keeps_what_is_new() -> None:
    mondays_of_june(opened=4)

    done = CliRunner().invoke(command, ["--period", "2026-Q2", "--country", "np"])

    assert done.exit_code == 0, done.output
    assert "np  SS_OPEN" in done.output
    assert (
        "VIO_PREV                                 no number: not recorded"
        in done.output
    )
    assert IndicatorSnapshot.objects.filter(period="2026-Q2", part="").count() == 62


def test_the_command_says_how_a_period_is_written() -> None:
    done = CliRunner().invoke(command, ["--period", "Q3", "--country", "np"])

    assert done.exit_code == 1
    assert "2026-Q3" in done.output
