"""Who really has it: a lawyer since the arrest, somebody on her way who also arrives."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines.clocks import Event
from payung.engines.dispatch import Priority, Report
from payung.programme.cases.actions import add_member
from payung.programme.cases.arrests import record_step
from payung.programme.cases.lending.stepping_aside import step_aside
from payung.programme.cases.models import CaseMember, Conflict
from payung.programme.custody.board import BoardRow, board_of
from payung.programme.custody.going import arrive, set_out
from payung.programme.custody.helping import help_for
from payung.programme.custody.models import CustodyAlarm
from payung.programme.custody.sweeping import sweep
from payung.programme.custody.waits import way_takes
from payung.programme.hotline.outings.responses import accept_offer, need_pair, report
from payung.programme.people.models import Person
from payung.programme.standby.alerts import raise_attorney_alert
from tests.programme.custody.conftest import TAKEN, Town, after
from tests.programme.custody.test_board import a_contact


pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def only(town: Town, hours: float) -> BoardRow:
    [row] = board_of(town.office.sunita, at=after(hours))
    return row


def said(kind: str) -> bool:
    return CustodyAlarm.objects.filter(kind=kind).exclude(said_at=None).exists()


def looks_after_it(town: Town) -> None:
    """Let Anju look after the case since a year before the arrest."""
    anju = Person.objects.get(handle="anju")
    add_member(actor=town.office.sunita, case=town.case, person=anju, at=after(0.5))
    year_ago = TAKEN - timedelta(days=365)
    CaseMember.objects.filter(person=anju).update(since=year_ago)


def test_a_lawyer_of_the_case_since_a_year_ago_does_not_have_this_arrest(
    town: Town,
) -> None:
    looks_after_it(town)

    sweep(at=after(3))

    row = only(town, 3)
    assert said("attorney")
    assert (row.lawyer.said, row.next.title) == ("No lawyer yet", "Call for a lawyer")


def test_a_lawyer_who_has_written_in_the_case_since_the_arrest_has_it(
    town: Town,
) -> None:
    looks_after_it(town)
    record_step(
        actor=town.office.anju,
        arrest=town.arrest,
        event=Event.FAMILY_TOLD,
        happened_at=after(1),
        at=after(2),
    )

    sweep(at=after(3))

    assert not said("attorney")
    assert (only(town, 3).lawyer.who, only(town, 3).lawyer.law) == ("anju", "accepted")


def test_an_alert_that_rings_is_not_answered_by_somebody_who_is_only_of_the_case(
    town: Town,
) -> None:
    looks_after_it(town)
    raise_attorney_alert(
        actor=town.office.sunita, about=town.case.reference, at=after(0.8)
    )

    row = only(town, 1)

    assert (row.lawyer.said, row.lawyer.who) == ("A lawyer is being asked", "")


def test_whoever_stands_aside_from_the_case_does_not_have_it(town: Town) -> None:
    looks_after_it(town)
    record_step(
        actor=town.office.anju,
        arrest=town.arrest,
        event=Event.FAMILY_TOLD,
        happened_at=after(1),
        at=after(1),
    )
    step_aside(
        actor=town.office.anju,
        case=town.case,
        reason=Conflict.RELATIVE,
        at=after(2),
    )

    # The keys of the case are wrapped anew by that, so it is asked without a page.
    assert help_for([town.arrest])[town.arrest.pk].lawyer.law == "nobody"


def test_on_her_way_counts_as_long_as_a_way_takes_and_then_it_is_told(
    town: Town,
) -> None:
    set_out(actor=town.office.sunita, arrest=town.arrest, at=after(0.7))
    sweep(at=after(4.7) - MINUTE)
    quiet = said("paralegal")

    sweep(at=after(4.7))

    assert way_takes("np") == timedelta(hours=4)
    assert (quiet, said("paralegal")) == (False, True)
    row = only(town, 4.7)
    assert [one.said for one in row.helpers] == [
        "said so, and nobody has heard of it since"
    ]


def test_who_says_again_that_she_is_on_her_way_is_waited_for_again(town: Town) -> None:
    sunita = town.office.sunita
    set_out(actor=sunita, arrest=town.arrest, at=after(0.7))
    set_out(actor=sunita, arrest=town.arrest, at=after(2))
    sweep(at=after(4.7))
    told = CustodyAlarm.objects.get(kind="paralegal").said_at
    set_out(actor=sunita, arrest=town.arrest, at=after(5))

    sweep(at=after(5))

    again = CustodyAlarm.objects.get(kind="paralegal")
    assert told == after(4.7)
    assert (again.said_at, again.due_at) == (None, after(9))


def test_who_arrived_is_not_asked_after(town: Town) -> None:
    sunita = town.office.sunita
    set_out(actor=sunita, arrest=town.arrest, at=after(0.7))
    arrive(actor=sunita, arrest=town.arrest, at=after(2))

    sweep(at=after(20))

    assert not said("paralegal")


def test_a_pair_that_never_arrives_is_told_of_too(town: Town) -> None:
    office = town.office
    response = need_pair(
        actor=office.sunita,
        contact=a_contact(town),
        priority=Priority.A,
        place="",
        at=after(0.5),
    )
    for person in ("sunita", "operator"):
        accept_offer(response=response, person=person, at=after(0.6))
    report(actor=office.sunita, response=response, said=Report.EN_ROUTE, at=after(0.9))
    sweep(at=after(4.9) - MINUTE)
    quiet = said("paralegal")

    sweep(at=after(4.9))

    assert (quiet, said("paralegal")) == (False, True)
