"""What is planned is held, moved, called off or missed, and counted without names."""

from __future__ import annotations

from uuid import uuid4

import pytest

from payung.engines import sealed
from payung.programme.activities.access import (
    NoSuchActivity,
    activities_of,
    activity_for,
)
from payung.programme.activities.actions import (
    NOTE,
    EndsBeforeItBegins,
    NewActivity,
    NoSuchCategory,
    NotAsItIs,
    StillToCome,
    cancel,
    hold,
    plan_activity,
    postpone,
)
from payung.programme.activities.categories import category, is_category
from payung.programme.activities.holdings import holding_of
from payung.programme.activities.models import Activity, Kind, Reason, State
from payung.programme.activities.queries import coming, late
from payung.programme.activities.sweeping import sweep

from .conftest import NOW, Office, local


WOMAN = category(gender="f", age="2", setting="s")
NEW_TRANS = category(gender="t", age="1", setting="v", first=True)


def test_the_same_form_sent_twice_is_stored_once(office: Office) -> None:
    new = NewActivity(
        team=office.team,
        kind=Kind.OUTREACH,
        start=local(22, 20),
        end=local(22, 23),
        key=uuid4(),
    )

    first = plan_activity(actor=office.maya, new=new, at=NOW)
    again = plan_activity(actor=office.maya, new=new, at=NOW)

    assert first == again
    assert Activity.objects.count() == 1


def test_what_ends_before_it_begins_is_not_planned(office: Office) -> None:
    new = NewActivity(
        team=office.team, kind=Kind.OTHER, start=local(22, 13), end=local(22, 10)
    )

    with pytest.raises(EndsBeforeItBegins) as refused:
        plan_activity(actor=office.maya, new=new, at=NOW)

    assert "Look at the two times" in refused.value.sentence


def test_a_note_is_sealed_under_a_key_of_its_own(office: Office) -> None:
    new = NewActivity(
        team=office.team,
        kind=Kind.OTHER,
        start=local(22, 10),
        end=local(22, 13),
        note="Kamala brings the tea",
    )

    activity = plan_activity(actor=office.maya, new=new, at=NOW)

    activity.refresh_from_db()
    assert activity.record is not None
    assert activity.note is not None
    secret = office.sunita.unlocked.secret(activity.record)
    assert sealed.open_field(secret, NOTE, activity.note) == "Kamala brings the tea"
    holding = holding_of(activity.record)
    assert holding is not None
    assert len(list(holding.filled())) == 1


def test_who_came_is_counted_and_corrected_without_doubling(
    office: Office, training: Activity
) -> None:
    for women in (3, 4):
        held = hold(
            actor=office.sunita,
            activity=training,
            started=local(22, 10),
            ended=local(22, 12),
            came={WOMAN: women, NEW_TRANS: 1},
            at=local(22, 13),
        )

    assert held.state == State.HELD
    assert dict(held.came.values_list("category", "count")) == {
        "f2sn": 4,
        "t1vy": 1,
    }


def test_nothing_is_held_before_it_was(office: Office, training: Activity) -> None:
    with pytest.raises(StillToCome):
        hold(
            actor=office.sunita,
            activity=training,
            started=local(22, 10),
            ended=local(22, 12),
            came={},
            at=local(21, 9),
        )


def test_a_count_of_children_is_not_taken(office: Office, training: Activity) -> None:
    with pytest.raises(NoSuchCategory):
        hold(
            actor=office.sunita,
            activity=training,
            started=local(22, 10),
            ended=local(22, 12),
            came={"f0sn": 1},
            at=local(22, 13),
        )

    training.refresh_from_db()
    assert training.state == State.PLANNED


def test_what_is_moved_leads_to_what_took_its_place(
    office: Office, training: Activity
) -> None:
    later = postpone(
        actor=office.maya,
        activity=training,
        reason=Reason.STRIKE,
        start=local(25, 10),
        end=local(25, 13),
        at=NOW,
    )

    training.refresh_from_db()
    assert (training.state, training.reason) == ("postponed", "strike")
    assert training.instead == later
    with pytest.raises(NotAsItIs):
        cancel(actor=office.maya, activity=training, reason=Reason.MONEY, at=NOW)


def test_what_nobody_speaks_of_for_a_week_is_missed_and_can_still_be_written_down(
    office: Office, training: Activity
) -> None:
    assert sweep(at=local(29, 12)) == 0
    assert sweep(at=local(29, 14)) == 1

    training.refresh_from_db()
    assert training.state == State.MISSED
    hold(
        actor=office.maya,
        activity=training,
        started=local(22, 10),
        ended=local(22, 13),
        came={},
        at=local(30, 9),
    )
    training.refresh_from_db()
    assert training.state == State.HELD


def test_what_is_over_and_unspoken_of_is_late(
    office: Office, training: Activity
) -> None:
    before, after = local(22, 9), local(22, 14)

    assert list(coming(office.maya, at=before)) == [training]
    assert list(late(office.maya, at=before)) == []
    assert list(coming(office.maya, at=after)) == []
    assert list(late(office.maya, at=after)) == [training]


def test_what_another_team_plans_is_not_there(
    office: Office, training: Activity
) -> None:
    assert list(activities_of(office.outsider)) == []
    with pytest.raises(NoSuchActivity):
        activity_for(office.outsider, training.pk)


@pytest.mark.parametrize("letters", ["", "f2s", "x2sn", "f0sn", "f2snn", "F2SN"])
def test_other_letters_are_no_category(letters: str) -> None:
    assert not is_category(letters)
