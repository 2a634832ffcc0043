"""Kill -9 between any two statements: an alert never falls asleep, nor climbs by half."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q

from payung.programme.alerts.models import Message
from payung.programme.standby.alerts import accepted, raise_attorney_alert
from payung.programme.standby.models import AttorneyAlert, AttorneyAlertEvent
from payung.programme.standby.sweeping import sweep_alerts
from tests.programme.killed import killed_everywhere
from tests.programme.standby.conftest import NOW, make_office, published


AtOnce = Callable[..., list[BaseException]]
SLEEPING = Q(due_at=None) & ~Q(state="closed")


def test_a_climb_is_whole_or_has_not_begun(at_once: AtOnce) -> None:
    office = make_office()
    published(office)
    alert = raise_attorney_alert(actor=office.sunita, about="", at=NOW)
    later = NOW + timedelta(minutes=15)
    deaths = 0

    for _number in killed_everywhere(lambda: sweep_alerts(at=later)):
        deaths += 1
        alert.refresh_from_db()
        pages = Message.objects.filter(way__person__handle="binita", saying="take")
        whole = (alert.rung, alert.events.count(), pages.count())
        assert whole in {(0, 1, 0), (1, 2, 2)}
        assert not AttorneyAlert.objects.filter(SLEEPING).exists()

    sweep_alerts(at=later)
    alert.refresh_from_db()
    assert deaths > 10
    assert alert.rung == 1


def test_an_alert_is_raised_whole_or_not_at_all(at_once: AtOnce) -> None:
    office = make_office()
    published(office)

    for number in killed_everywhere(
        lambda: raise_attorney_alert(actor=office.sunita, about="", at=NOW)
    ):
        there = AttorneyAlert.objects.count()
        pages = Message.objects.filter(saying="take").count()
        assert (there, pages, AttorneyAlertEvent.objects.count()) == (0, 0, 0), number

    assert AttorneyAlert.objects.get().reference == "NP-26-A-000001"


def test_an_accept_is_kept_with_what_follows_from_it_or_not_at_all(
    at_once: AtOnce,
) -> None:
    office = make_office()
    published(office)
    alert = raise_attorney_alert(actor=office.sunita, about="", at=NOW)
    taking = NOW + timedelta(minutes=1)

    for _number in killed_everywhere(
        lambda: accepted(reference=alert.reference, person="anju", at=taking)
    ):
        alert.refresh_from_db()
        asked = Message.objects.filter(saying="take", state="waiting").count()
        assert (alert.attorney, asked) in {("", 2), ("anju", 0)}

    alert.refresh_from_db()
    assert alert.attorney == "anju"
