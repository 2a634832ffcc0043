"""What was written down as held, called off or moved by mistake is planned again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.activities.actions import (
    NewActivity,
    NotAsItIs,
    hold,
    plan_activity,
)
from payung.programme.activities.categories import category
from payung.programme.activities.models import Activity, Kind, State
from payung.programme.activities.not_held import WhyNotHeld, say_not_held
from payung.programme.journal.models import Entry

from .conftest import NOW, Office, local
from .test_pages import HOURS, day_from_now, planned, signed_in


WOMAN = category(gender="f", age="2", setting="s")


@pytest.fixture
def held(office: Office) -> Activity:
    new = NewActivity(
        team=office.team, kind=Kind.OTHER, start=local(18, 10), end=local(18, 12)
    )
    row = plan_activity(actor=office.maya, new=new, at=local(10, 9))
    return hold(
        actor=office.maya,
        activity=row,
        started=local(19, 10),
        ended=local(19, 12),
        came={WOMAN: 6},
        at=NOW,
    )


def take_back(office: Office, row: Activity, *, at: datetime = NOW) -> Activity:
    return say_not_held(
        actor=office.sunita, activity=row, why=WhyNotHeld.ANOTHER, at=at
    )


def test_what_was_not_held_is_planned_on_its_own_day_and_nobody_came(
    office: Office, held: Activity
) -> None:
    take_back(office, held)

    held.refresh_from_db()
    assert (held.state, held.held_start, held.held_end) == ("planned", None, None)
    assert held.planned_start == local(18, 10)
    assert held.due_at == local(25, 12)
    assert not held.came.exists()


def test_the_journal_keeps_who_took_it_back_and_why(
    office: Office, held: Activity
) -> None:
    take_back(office, held)

    entry = Entry.objects.get(kind="activity.not_held")
    assert (entry.actor, entry.subject) == ("sunita", str(held.pk))
    assert entry.details["why"] == "another"


def test_what_was_planned_long_ago_leaves_a_day_to_write_it_down(
    office: Office, held: Activity
) -> None:
    late = local(18, 12) + timedelta(days=40)

    take_back(office, held, at=late)

    held.refresh_from_db()
    assert held.due_at == late + timedelta(days=1)


def test_pressed_twice_it_is_taken_back_once(office: Office, held: Activity) -> None:
    take_back(office, held)

    with pytest.raises(NotAsItIs):
        take_back(office, held)

    assert Entry.objects.filter(kind="activity.not_held").count() == 1


def test_it_can_be_written_down_rightly_afterwards(
    office: Office, held: Activity
) -> None:
    take_back(office, held)

    again = hold(
        actor=office.maya,
        activity=held,
        started=local(18, 10),
        ended=local(18, 12),
        came={WOMAN: 4},
        at=NOW,
    )

    assert again.state == State.HELD
    assert list(again.came.values_list("count", flat=True)) == [4]


def test_its_page_takes_back_that_it_was_held_and_asks_why(office: Office) -> None:
    sunita = signed_in("sunita")
    row = planned(sunita, office, -1)
    here = f"/plan/activity/{row.pk}"
    given = {"day": day_from_now(-1), **HOURS, "f2n": "7", "setting": "s"}
    sunita.post(f"{here}/held", given)

    offered = sunita.get(here).content.decode()
    without = sunita.post(f"{here}/mistake", {"why": ""}).status_code
    sunita.post(f"{here}/mistake", {"why": "not_held"})
    after = sunita.get(here).content.decode()

    assert f"{here}/mistake" in offered
    assert without == 422
    row.refresh_from_db()
    assert row.state == State.PLANNED
    assert f"{here}/mistake" not in after


def test_its_page_takes_back_that_it_was_called_off(office: Office) -> None:
    sunita = signed_in("sunita")
    row = planned(sunita, office, 3)
    here = f"/plan/activity/{row.pk}"
    sunita.post(f"{here}/off", {"reason": "strike"})

    asked = sunita.get(f"{here}/mistake").status_code
    sunita.post(f"{here}/mistake")

    row.refresh_from_db()
    assert asked == 200
    assert (row.state, row.reason) == ("planned", "")
    assert row.due_at is not None
    assert row.due_at > timezone.now()


def test_what_is_only_planned_has_nothing_to_take_back(office: Office) -> None:
    sunita = signed_in("sunita")
    row = planned(sunita, office, 3)

    answer = sunita.get(f"/plan/activity/{row.pk}/mistake", follow=True)

    assert "Nothing is to be taken back here." in answer.content.decode()


def test_somebody_outside_takes_nothing_back(office: Office, held: Activity) -> None:
    outside: Client = signed_in("outsider")

    answer = outside.post(f"/plan/activity/{held.pk}/mistake", {"why": "twice"})

    assert answer.status_code == 404
    held.refresh_from_db()
    assert held.state == State.HELD
