"""A country that never published a roster is the widest hole there is."""

from __future__ import annotations

from datetime import timedelta

from payung.programme.alerts.models import Machine, Message
from payung.programme.standby.models import RosterPeriod, StandbyIncident
from payung.programme.standby.sweeping import sweep

from .conftest import NOW, Office, told


def test_a_country_without_any_roster_pages_whoever_leads(office: Office) -> None:
    sweep(at=NOW)

    incidents = StandbyIncident.objects.order_by("duty")
    assert [(one.duty, one.why, one.answers.handle) for one in incidents] == [
        ("attorney", "no_roster", "maya"),
        ("attorney_backup", "no_roster", "maya"),
        ("backup", "no_roster", "maya"),
        ("hotline", "no_roster", "maya"),
    ]
    assert told("look") == ["maya"]


def test_it_is_said_once_and_then_once_every_morning(office: Office) -> None:
    for minutes in (0, 1, 2, 24 * 60, 24 * 60 + 1):
        sweep(at=NOW + timedelta(minutes=minutes))

    about = Message.objects.filter(about="duty:np", way__kind="sms")
    assert about.count() == 1 + 2


def test_a_team_is_enough_to_be_waited_for(office: Office) -> None:
    Machine.objects.all().delete()

    sweep(at=NOW)

    assert StandbyIncident.objects.filter(country="np").count() == 4


def test_a_published_roster_ends_what_was_listed(
    office: Office, roster: RosterPeriod
) -> None:
    sweep(at=roster.starts_at - timedelta(hours=1))

    sweep(at=NOW)

    assert not StandbyIncident.objects.filter(ends_at=None).exists()
