"""Limits on holding her, before the judge and after; a prison ends those of the police."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from payung.engines.clocks import Event
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import (
    Taken,
    record_arrest,
    record_pause,
    record_step,
)
from payung.programme.cases.case_page import arrests_of
from payung.programme.cases.models import HeldKind
from payung.programme.cases.moves import Brought, record_held, take_back_held
from payung.programme.custody.board import BoardRow, board_of
from payung.programme.custody.draft_page import draft_page
from payung.programme.custody.limits import holding_clocks, production_clocks
from payung.programme.custody.models import CustodyAlarm, OverdueDraft
from payung.programme.custody.sweeping import sweep
from tests.cast import THIDA, team_of
from tests.programme.custody.conftest import Town, after


pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
DAY = 24
# Taken on 23 November 2026 at 18:15 in Kathmandu, before a judge 20 hours later: of 25
# days the last is 19 December, and midnight there is 26 days and 5:45 h after the arrest.
ENDS = 26 * DAY + 5.75


def produced(town: Town) -> None:
    record_step(
        actor=town.office.sunita,
        arrest=town.arrest,
        event=Event.FIRST_PRODUCTION,
        happened_at=after(20),
        at=after(21),
    )


def brought(town: Town, kind: HeldKind, days: float) -> None:
    record_held(
        actor=town.office.sunita,
        arrest=town.arrest,
        brought=Brought(kind=kind, began_at=after(days * DAY)),
        at=after(days * DAY),
    )


def alarms() -> list[tuple[str, str]]:
    rows = CustodyAlarm.objects.exclude(said_at=None).exclude(clock="")
    return list(rows.order_by("due_at").values_list("kind", "clock"))


def drafts() -> list[tuple[str, str]]:
    return list(OverdueDraft.objects.order_by("pk").values_list("clock", "state"))


def only(town: Town, days: float) -> BoardRow:
    [row] = board_of(town.office.sunita, at=after(days * DAY))
    return row


def custody_clock(town: Town, days: float) -> tuple[str, object]:
    [part] = arrests_of(town.case, at=after(days * DAY))
    [card] = [
        one
        for one in (*part.running, *part.ended)
        if one.reading.clock.id == "police_custody"
    ]
    return card.said, card.reading.stopped_at


@pytest.mark.parametrize(
    ("country", "until_a_judge", "any_limit"),
    [
        pytest.param(
            "np",
            {"before_a_judge", "before_a_judge_un"},
            {"before_a_judge", "before_a_judge_un", "police_custody"},
            id="Nepal",
        ),
        pytest.param(
            "bd",
            {"before_a_judge", "before_a_judge_un"},
            {"before_a_judge", "before_a_judge_un", "police_custody"},
            id="Bangladesh, and not that a family is told",
        ),
        pytest.param(
            "id",
            {"held_without_order", "before_a_judge_un"},
            {"held_without_order", "before_a_judge_un"}
            | {f"detention_{one}" for one in ("investigation", "prosecution")}
            | {f"detention_{one}_court" for one in ("district", "high", "supreme")},
            id="Indonesia",
        ),
        pytest.param(
            "mm",
            {"before_a_judge", "held_minor_matter"},
            {"before_a_judge", "held_minor_matter", "police_custody"},
            id="Myanmar, and not the talk with a lawyer",
        ),
    ],
)
def test_which_clocks_limit_holding_her_is_read_from_the_pack(
    country: str, until_a_judge: set[str], any_limit: set[str]
) -> None:
    assert production_clocks(country) == until_a_judge
    assert holding_clocks(country) == any_limit


def test_a_limit_in_days_is_told_six_hours_before_its_local_midnight_and_at_it(
    town: Town,
) -> None:
    produced(town)
    sweep(at=after(ENDS - 6) - MINUTE)
    before = alarms()
    sweep(at=after(ENDS - 6))
    soon = alarms()

    sweep(at=after(ENDS))

    assert before == []
    assert soon == [("soon", "police_custody")]
    assert alarms() == [("soon", "police_custody"), ("over", "police_custody")]
    assert only(town, ENDS / DAY + 1).look == "late"


def test_after_the_last_day_the_breach_is_drafted_and_not_a_minute_before(
    town: Town,
) -> None:
    produced(town)
    sweep(at=after(ENDS))
    at_midnight = drafts()

    sweep(at=after(40 * DAY))

    assert at_midnight == []
    assert drafts() == [("police_custody", "waiting")]
    draft = OverdueDraft.objects.get()
    assert (draft.limit, draft.unit, draft.surely_at) == (25, "days", after(ENDS))
    page = draft_page(town.office.sunita, draft)
    assert (page.limit, page.began) == ("25 days", "First time before a judge")
    assert page.by_police


def test_handed_to_a_prison_the_clock_of_the_police_stops_and_drafts_nothing(
    town: Town,
) -> None:
    produced(town)
    brought(town, HeldKind.REMAND, 10)

    sweep(at=after(40 * DAY))

    assert custody_clock(town, 40) == ("In time", after(10 * DAY))
    assert (alarms(), drafts()) == ([], [])


def test_handed_over_before_the_judge_the_police_had_none_of_the_days(
    town: Town,
) -> None:
    brought(town, HeldKind.REMAND, 0.5)
    produced(town)

    assert custody_clock(town, 2) == ("In time", after(20))


def test_back_with_the_police_the_clock_runs_on_without_the_days_in_prison(
    town: Town,
) -> None:
    produced(town)
    brought(town, HeldKind.REMAND, 10)
    brought(town, HeldKind.LOCK_UP, 15.5)
    # From 3 December in the evening until 9 December: five whole days.
    sweep(at=after(ENDS + 5 * DAY))
    early = drafts()

    sweep(at=after(ENDS + 5 * DAY) + MINUTE)

    assert early == []
    assert drafts() == [("police_custody", "waiting")]
    [left_out] = OverdueDraft.objects.get().left_out
    assert left_out[0] == "in_prison"


def test_a_prison_that_comes_too_late_ends_the_breach_and_does_not_hide_it(
    town: Town,
) -> None:
    produced(town)
    brought(town, HeldKind.REMAND, 30)
    brought(town, HeldKind.LOCK_UP, 50)

    sweep(at=after(60 * DAY))

    assert drafts() == [("police_custody", "waiting")]
    assert OverdueDraft.objects.get().until == after(30 * DAY)


def test_at_a_place_that_nobody_names_no_breach_of_the_police_is_claimed(
    town: Town,
) -> None:
    produced(town)
    brought(town, HeldKind.OTHER, 10)

    sweep(at=after(40 * DAY))

    # Told, because somebody has to look; not written down as if it were sure.
    assert alarms() == [("soon", "police_custody"), ("over", "police_custody")]
    assert drafts() == []


def test_a_prison_that_was_written_down_later_takes_the_draft_back(town: Town) -> None:
    produced(town)
    sweep(at=after(40 * DAY))
    span = record_held(
        actor=town.office.sunita,
        arrest=town.arrest,
        brought=Brought(kind=HeldKind.REMAND, began_at=after(10 * DAY)),
        at=after(41 * DAY),
    )
    sweep(at=after(41 * DAY))
    withdrawn = drafts()
    take_back_held(actor=town.office.sunita, span=span, at=after(42 * DAY))

    sweep(at=after(42 * DAY))

    assert withdrawn == [("police_custody", "withdrawn")]
    assert drafts() == [("police_custody", "withdrawn"), ("police_custody", "waiting")]


def test_a_limit_that_may_lawfully_be_longer_is_no_breach_before_the_longest(
    db: None,
) -> None:
    team, [thida] = team_of(THIDA)
    start = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    new = NewCase(team=team, title="An invented title", note="Held")
    case = open_case(actor=thida, new=new, at=start)
    arrest = record_arrest(
        actor=thida, case=case, taken=Taken(taken_at=start), at=start
    )
    judge = start + timedelta(hours=20)
    record_step(
        actor=thida,
        arrest=arrest,
        event=Event.FIRST_PRODUCTION,
        happened_at=judge,
        at=judge,
    )
    sweep(at=judge + timedelta(days=20))
    after_fifteen = drafts()

    sweep(at=judge + timedelta(days=31))

    assert after_fifteen == []
    assert drafts() == [("police_custody", "waiting")]
    assert OverdueDraft.objects.get().limit == 30


def test_a_journey_without_an_end_is_told_after_six_hours_and_the_board_says_so(
    town: Town,
) -> None:
    record_pause(
        actor=town.office.sunita,
        arrest=town.arrest,
        kind="journey_to_magistrate",
        began_at=after(10),
        ended_at=None,
        at=after(10),
    )
    sweep(at=after(16) - MINUTE)
    early = alarms()
    before = only(town, 15.9 / DAY)

    sweep(at=after(16))

    row = only(town, 20 / DAY)
    assert early == []
    assert alarms() == [("stands", "journey_to_magistrate")]
    assert (before.stands_long, row.stands_long, row.look) == (False, True, "soon")
