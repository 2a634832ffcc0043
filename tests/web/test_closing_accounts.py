"""Whoever's account is closed stands on no roster any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.people.models import Person
from payung.programme.standby.models import RosterPeriod, Shift
from tests.cast import MAYA, PASSPHRASE, SUNITA, team_of


pytestmark = pytest.mark.django_db


def test_closing_an_account_takes_her_coming_shifts_out() -> None:
    _team, [maya, sunita] = team_of(MAYA, SUNITA)
    now = timezone.now()
    period = RosterPeriod.objects.create(
        country="np",
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=28),
        coordinator_id=maya.person_id,
        regional_id=maya.person_id,
        published_at=now,
    )
    Shift.objects.create(
        period=period,
        person_id=sunita.person_id,
        duty="hotline",
        starts_at=now + timedelta(days=1),
        ends_at=now + timedelta(days=2),
        made_at=now,
    )
    client = Client()
    client.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})

    client.post("/people/close", {"handle": "sunita", "sure": "yes"})

    assert not Person.objects.get(handle="sunita").is_active
    assert not Shift.objects.filter(ends_at__gt=timezone.now()).exists()
