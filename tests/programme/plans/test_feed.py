"""Everything planned stands in one's own calendar, with a time and nothing else."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.activities.actions import (
    NewActivity,
    cancel,
    plan_activity,
)
from payung.programme.activities.models import Activity, Kind, Reason
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.teams import start_team
from payung.programme.proceedings.feed.addresses import make_feed

from .conftest import Office


@pytest.fixture
def visit(office: Office) -> Activity:
    start = timezone.now() + timedelta(days=3)
    new = NewActivity(
        team=office.team,
        kind=Kind.OUTREACH,
        start=start,
        end=start + timedelta(hours=2),
        site="lake-room",
        owner=Person.objects.get(handle="sunita"),
        note="Behind the blue door",
    )
    return plan_activity(actor=office.maya, new=new, at=timezone.now())


def events(actor: Actor) -> list[icalendar.Component]:
    token = make_feed(actor=actor, at=timezone.now())
    body = Client().get(f"/calendar/{token}.ics").content
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def test_what_the_team_plans_is_in_her_calendar(
    office: Office, visit: Activity
) -> None:
    [event] = events(office.maya)

    assert event["summary"] == "Appointment"
    assert event.decoded("dtstart") == visit.planned_start.replace(microsecond=0)
    assert event["status"] == "CONFIRMED"


def test_nothing_in_it_says_what_or_where(office: Office, visit: Activity) -> None:
    token = make_feed(actor=office.sunita, at=timezone.now())

    body = Client().get(f"/calendar/{token}.ics").content.decode()

    for word in ("outreach", "visit", "lake", "door", str(visit.pk), "LOCATION"):
        assert word.lower() not in body.lower().replace("vevent", "")


def test_what_was_called_off_is_told_as_cancelled(
    office: Office, visit: Activity
) -> None:
    cancel(actor=office.maya, activity=visit, reason=Reason.STRIKE, at=timezone.now())

    [event] = events(office.sunita)

    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


def test_what_another_team_plans_is_not_in_hers_unless_she_sees_to_it(
    office: Office, visit: Activity
) -> None:
    start_team(actor=office.outsider, name="Far team", at=timezone.now())
    assert events(office.outsider) == []

    Activity.objects.filter(pk=visit.pk).update(owner=office.outsider.person_id)

    assert len(events(office.outsider)) == 1


@pytest.mark.parametrize("loses", ["her role", "her team"])
def test_the_address_shows_nothing_once_she_has_left(
    office: Office, visit: Activity, loses: str
) -> None:
    sunita = Person.objects.get(handle="sunita")
    assert len(events(office.sunita)) == 1

    (sunita.roles_held if loses == "her role" else sunita.grants).all().delete()

    assert events(office.sunita) == []
