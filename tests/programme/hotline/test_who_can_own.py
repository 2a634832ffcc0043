"""Nobody owns what she could not open, close or give back."""

from __future__ import annotations

import pytest

from payung.engines.dispatch import Group, NotNow
from payung.gateways.telephone import NewsKind
from payung.programme.alerts.models import Message, WayKind
from payung.programme.alerts.ways import add_way
from payung.programme.hotline.accepting import accept
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.duty import groups_now
from payung.programme.hotline.lines import close_line
from payung.programme.hotline.models import Contact
from payung.programme.hotline.plans import paper_for
from payung.programme.hotline.sweeping import sweep
from payung.programme.people.models import Person
from payung.programme.standby.models import RosterPeriod, Shift
from tests.cast import as_actor

from .small_line import NIGHT, SmallLine, after, arrival, told


def put_first(person: Person) -> None:
    """Give somebody the shift of whoever answers now."""
    Shift.objects.filter(duty="hotline").update(person=person)


def regional() -> Person:
    return Person.objects.get(handle="regional")


def test_a_call_belongs_to_no_paralegal_who_is_outside_its_team(
    small: SmallLine,
) -> None:
    put_first(small.outsider)

    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)

    assert contact.primary == "operator"


def test_she_is_in_no_group_that_is_asked(small: SmallLine) -> None:
    put_first(small.outsider)

    groups = groups_now("np", NIGHT)

    asked = {one for people in groups.values() for one in people}
    assert "outsider" not in asked
    assert groups[Group.REGIONAL] == ()


def test_where_no_line_is_open_the_roster_is_taken_as_it_is(small: SmallLine) -> None:
    put_first(small.outsider)
    close_line(actor=small.maya, line=small.line, at=NIGHT)

    assert groups_now("np", NIGHT)[Group.PRIMARY] == ("outsider",)


def test_where_who_coordinates_is_outside_the_team_it_stands_in_for_her(
    small: SmallLine,
) -> None:
    RosterPeriod.objects.update(coordinator=small.outsider)
    Person.objects.filter(handle="maya").update(is_active=False)

    groups = groups_now("np", NIGHT)

    assert groups[Group.COORDINATOR] == ("anju", "operator", "sunita")


def test_the_regional_officers_phone_rings_last_of_all(small: SmallLine) -> None:
    actor = as_actor(regional())
    way = add_way(actor=actor, kind=WayKind.CALL, address="sip:r@127.0.0.1", at=NIGHT)

    plan = paper_for(small.line, at=NIGHT).plan

    assert str(way.pk) in plan.steps[-1].targets


def test_where_only_she_answers_somebody_of_the_team_rings_the_caller_back(
    small: SmallLine,
) -> None:
    actor = as_actor(regional())
    way = add_way(actor=actor, kind=WayKind.CALL, address="sip:r@127.0.0.1", at=NIGHT)
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    pressed = told("c", NewsKind.ACCEPTED, seq=2, at=after(90), target=str(way.pk))

    keep_news("np", [pressed], at=after(90))

    contact = Contact.objects.get()
    assert (contact.state, contact.owner) == ("call_back", "sunita")
    assert Message.objects.filter(saying="call_back").exists()


def test_nobody_takes_by_a_text_what_she_cannot_open(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)

    with pytest.raises(NotNow):
        accept(contact=contact, person="outsider", at=after(5))

    assert Contact.objects.get().owner == ""


def test_however_long_a_call_waits_nobody_outside_is_asked_to_take_it(
    small: SmallLine,
) -> None:
    add_way(
        actor=as_actor(regional()),
        kind=WayKind.SMS,
        address="+12025550177",
        at=NIGHT,
    )
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)

    for minute in range(20):
        sweep(at=after(60 * minute))

    taking = Message.objects.filter(saying="take")
    assert "regional" not in {one.way.person.handle for one in taking}
