"""A pair says when it goes in and when it is out; a silent one is looked for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from payung.programme.activities.models import Reason
from payung.programme.alerts.models import Message, Sending
from payung.programme.outreach.due import due_list
from payung.programme.outreach.models import OutreachVisit
from payung.programme.outreach.refusals import (
    EndsTooSoon,
    InsideAlready,
    NotInside,
    NotOfThePair,
)
from payung.programme.outreach.sweeping import sweep
from payung.programme.outreach.visiting import (
    check_in,
    check_out,
    held_before,
    need_help,
    not_held,
    stay_longer,
)

from .conftest import Office, local


IN, BACK = local(24, 18), local(24, 20)


def told(saying: str, *, since: datetime | None = None) -> list[str]:
    rows = Message.objects.filter(saying=saying)
    if since is not None:
        rows = rows.filter(made_at__gte=since)
    return sorted(rows.values_list("way__person__handle", flat=True))


def go_in(office: Office, visit: OutreachVisit) -> OutreachVisit:
    return check_in(actor=office.sunita, visit=visit, back_by=BACK, at=IN)


def test_a_pair_that_is_out_in_time_is_not_looked_for(
    office: Office, visit: OutreachVisit
) -> None:
    go_in(office, visit)

    out = check_out(actor=office.bina, visit=visit, at=local(24, 19, 30))

    assert sweep(at=local(25, 12)) == 0
    assert Message.objects.count() == 0
    assert (out.activity.state, out.activity.held_start) == ("held", IN)
    assert out.activity.held_end == local(24, 19, 30)


def test_a_silent_pair_is_reminded_then_the_coordinator_is_told_again_and_again(
    office: Office, visit: OutreachVisit
) -> None:
    go_in(office, visit)

    assert sweep(at=BACK - timedelta(seconds=1)) == 0
    assert sweep(at=BACK) == 1
    assert told("remind") == ["bina", "sunita"]
    assert told("help") == []
    assert sweep(at=BACK + timedelta(minutes=4)) == 0
    assert sweep(at=BACK + timedelta(minutes=5)) == 1
    assert told("help") == ["maya"]
    for minutes in (15, 25, 35):
        assert sweep(at=BACK + timedelta(minutes=minutes)) == 1
    assert told("help") == ["maya"] * 4


def test_where_the_pair_has_no_phone_the_coordinator_is_told_at_once(
    office: Office, visit: OutreachVisit
) -> None:
    office.team.refresh_from_db()
    for actor in (office.sunita, office.bina):
        visit.first.ways.model.objects.filter(person=actor.person_id).delete()
    go_in(office, visit)

    sweep(at=BACK)

    assert told("help") == ["maya"]


def test_saying_that_both_are_out_stops_what_is_not_told_yet(
    office: Office, visit: OutreachVisit
) -> None:
    go_in(office, visit)
    sweep(at=BACK)

    check_out(actor=office.bina, visit=visit, at=BACK + timedelta(minutes=2))

    assert set(Message.objects.values_list("state", flat=True)) == {Sending.DROPPED}
    assert sweep(at=BACK + timedelta(hours=1)) == 0


def test_staying_longer_begins_the_looking_anew(
    office: Office, visit: OutreachVisit
) -> None:
    go_in(office, visit)
    sweep(at=BACK)
    longer = BACK + timedelta(hours=1)

    stay_longer(
        actor=office.sunita,
        visit=visit,
        back_by=longer,
        at=BACK + timedelta(minutes=1),
    )

    assert sweep(at=BACK + timedelta(minutes=59)) == 0
    assert sweep(at=longer) == 1
    assert told("remind", since=longer) == ["bina", "sunita"]


def test_help_is_told_at_once(office: Office, visit: OutreachVisit) -> None:
    go_in(office, visit)

    assert need_help(actor=office.bina, visit=visit, at=local(24, 18, 10)) == 1

    assert told("help") == ["maya"]


def test_a_visit_that_is_inside_cannot_lie_without_a_moment_to_look(
    office: Office, visit: OutreachVisit
) -> None:
    go_in(office, visit)

    with pytest.raises(IntegrityError), transaction.atomic():
        OutreachVisit.objects.update(due_at=None)


def test_only_the_two_or_whoever_leads_say_how_it_goes(
    office: Office, visit: OutreachVisit
) -> None:
    with pytest.raises(NotOfThePair) as refused:
        check_in(actor=office.devi, visit=visit, back_by=BACK, at=IN)

    assert "sunita, bina" in refused.value.sentence
    go_in(office, visit)
    check_out(actor=office.maya, visit=visit, at=local(24, 19))


def test_going_in_twice_keeps_the_first_moment(
    office: Office, visit: OutreachVisit
) -> None:
    go_in(office, visit)

    again = check_in(
        actor=office.bina, visit=visit, back_by=local(24, 22), at=local(24, 18, 1)
    )

    assert (again.in_at, again.back_by) == (IN, BACK)


def test_what_does_not_fit_is_refused_with_what_to_do(
    office: Office, visit: OutreachVisit
) -> None:
    with pytest.raises(NotInside):
        check_out(actor=office.sunita, visit=visit, at=IN)
    with pytest.raises(EndsTooSoon):
        check_in(actor=office.sunita, visit=visit, back_by=IN, at=IN)
    with pytest.raises(NotInside):
        held_before(
            actor=office.sunita,
            visit=visit,
            started=IN,
            ended=BACK,
            at=IN + timedelta(minutes=1),
        )
    go_in(office, visit)
    with pytest.raises(InsideAlready):
        not_held(actor=office.sunita, visit=visit, reason=Reason.RAID, at=IN)


def test_why_nobody_went_is_kept(office: Office, visit: OutreachVisit) -> None:
    not_held(actor=office.bina, visit=visit, reason=Reason.FLOOD, at=BACK)

    visit.activity.refresh_from_db()
    assert (visit.activity.state, visit.activity.reason) == ("cancelled", "flood")
    with pytest.raises(InsideAlready):
        check_in(actor=office.sunita, visit=visit, back_by=local(24, 22), at=BACK)


def test_a_visit_makes_a_place_less_due_and_the_list_says_why(
    office: Office, visit: OutreachVisit
) -> None:
    [before] = due_list(office.sunita, at=IN)
    assert before.late
    assert before.reasons == (
        "Not visited yet, known for 23 days.",
        "Promised every 14 days.",
        "About 20 people there.",
    )

    go_in(office, visit)
    check_out(actor=office.bina, visit=visit, at=local(24, 19))

    [after] = due_list(office.sunita, at=local(26, 12))
    assert after.reasons[0] == "Last visited 2 days ago."
    assert not after.late
    assert due_list(office.outsider, at=IN) == ()
