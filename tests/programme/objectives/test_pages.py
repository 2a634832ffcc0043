"""What people see and set: tiles, charts, what is aimed at, words; never a typed number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from payung.engines.indicators import Direction, Sheet, Total, Unit, parse_period
from payung.programme.objectives.actions import Aim, set_target
from payung.programme.objectives.drawing import Point, draw
from payung.programme.objectives.models import IndicatorSnapshot, Narrative, Target
from payung.programme.objectives.reference_sheets import sheet_of
from payung.programme.objectives.seeing import Seen, Sight
from payung.programme.objectives.sweeping import take_what_is_due
from payung.programme.objectives.taking import take
from payung.programme.objectives.tile_drawing import bars_of
from payung.programme.people.refusals import CannotBe
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
        {
            "key": str(uuid4()),
            "why": "The bridge was flooded.",
            "what_we_do": "A second room.",
        },
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

    with pytest.raises(CannotBe) as refused:
        set_target(actor=maya, aim=aim(10, code="VIO_REP"), at=AT)

    assert "only watched" in refused.value.sentence


def given(**more: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "kind": "target",
        "period": "2026-06",
        "value": "80",
        "because": "Agreed",
        **more,
    }


AIM = "/objectives/number/SS_OPEN/aim?period=2026-06"


def test_a_period_that_is_not_offered_is_refused_with_what_to_do() -> None:
    team_of(MAYA)

    answer = browser().post(AIM, given(period="Q3"))

    assert answer.status_code == 422
    assert "Choose one of these periods." in answer.content.decode()
    assert not Target.objects.exists()


def test_a_share_is_asked_in_percent_and_shown_as_it_was_typed() -> None:
    team_of(MAYA)
    mondays_of_june(opened=4)

    answer = browser().post(AIM, given(value="82.5 %"))

    assert answer["Location"] == "/objectives/number/SS_OPEN/?period=2026-06"
    assert Target.objects.get().value == 0.825
    page = browser().get(answer["Location"]).content.decode()
    assert "We aim at 82.5 %" in page


def test_a_share_above_a_hundred_is_refused_with_a_sentence() -> None:
    team_of(MAYA)

    answer = browser().post(AIM, given(value="8000"))

    assert answer.status_code == 422
    assert "never more than a hundred" in answer.content.decode()
    assert not Target.objects.exists()


def test_the_action_itself_refuses_a_share_of_eighty() -> None:
    _team, [maya] = team_of(MAYA)

    with pytest.raises(CannotBe) as refused:
        set_target(actor=maya, aim=aim(80), at=AT)

    assert refused.value.field == "value"


def test_what_was_before_is_shown_in_percent_beside_the_number() -> None:
    team_of(MAYA)
    mondays_of_june(opened=4)

    browser().post(AIM, given(kind="baseline", period="2025", value="70"))

    page = browser().get("/objectives/number/SS_OPEN/?period=2026-06").content.decode()
    assert "Before we began: 70 % (2025)" in page


def test_a_target_and_words_sent_twice_are_stored_once() -> None:
    team_of(MAYA)
    mondays_of_june(opened=4)
    maya, once = browser(), given()
    words = {"key": str(uuid4()), "why": "The bridge was flooded.", "what_we_do": ""}

    for _again in range(2):
        maya.post(AIM, once)
        maya.post("/objectives/number/SS_OPEN/words?period=2026-06", words)

    assert Target.objects.count() == 1
    assert Narrative.objects.count() == 1


def test_months_quarters_halves_and_years_can_be_chosen_in_words() -> None:
    team_of(MAYA)

    page = browser().get("/objectives/?period=2026-Q2").content.decode()

    for address, said in (
        ("2026-06", "Month"),
        ("2026-H1", "Half-year"),
        ("2026", "Year"),
    ):
        assert f'href="?period={address}">{said}</a>' in page
    assert "Apr\u2009–\u2009Jun 2026" in page


def test_a_half_year_is_taken_by_the_night_and_shown() -> None:
    team_of(MAYA)
    blue = room()
    opens_on(blue, "MO")
    day_was(blue, date(2026, 7, 6), "open")

    take_what_is_due(actor=Clerk(), country="np", at=AT)

    for period in ("2026-H2", "2026"):
        row = IndicatorSnapshot.objects.get(indicator="SS_OPEN", part="", period=period)
        assert row.value["kind"] == "ratio"


def test_a_tile_has_a_bar_for_each_target_and_one_line_for_all() -> None:
    _team, [maya] = team_of(MAYA)
    mondays_of_june(opened=4)
    set_target(actor=maya, aim=aim(0.8), at=AT)

    page = browser().get("/objectives/?period=2026-06").content.decode()

    assert page.count('class="aim card') == 6
    assert page.count('class="aim card quiet"') == 1
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="bars"') == 1
    assert "Knowing one&#x27;s rights: 1 of 1 reached" in page


def test_where_less_is_better_a_number_below_its_target_is_above_the_line() -> None:
    less = Seen(
        sheet=sheet_of("DET_REP"),
        period=parse_period("2026-Q3"),
        sight=Sight.SHOWN,
        value=Total(count=5),
        target=10,
    )

    [up] = bars_of([less])
    [down] = bars_of([replace(less, sheet=falling(less.sheet))])

    assert up.share == 0.5
    assert down.share == 1.5


def falling(sheet: Sheet) -> Sheet:
    return replace(sheet, direction=Direction.DOWN)


def test_what_no_country_computes_says_why_each_in_its_own_sentence() -> None:
    team_of(MAYA)

    pages = {
        code: browser().get(f"/objectives/number/{code}/").content.decode()
        for code in ("VIO_EST", "VIO_PREV")
    }

    assert "three lists" in pages["VIO_EST"]
    assert "survey" in pages["VIO_PREV"]
    assert all("No page records this yet" not in page for page in pages.values())


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
