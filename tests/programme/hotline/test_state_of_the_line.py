"""One page says what is wrong with the line and what to do; who is paged finds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from payung.gateways.telephone import Health
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.machine import forget
from payung.programme.alerts.models import Message
from payung.programme.hotline.models import Night
from payung.programme.hotline.nights import state
from payung.programme.hotline.nights.faults import Fault
from payung.programme.hotline.nights.state import State, state_of
from payung.programme.hotline.nights.watching import beat
from payung.programme.people.actors import actor_of
from payung.programme.people.models import Person
from payung.programme.standby.models import Shift
from tests.cast import PASSPHRASE

from .small_line import NIGHT, SmallLine, after


YESTERDAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monitored(settings: Settings) -> Iterator[None]:
    """Let a monitor have heard of us, so that nothing is wrong but what a test breaks."""
    settings.MONITORS = {"np": "https://monitor.example/x"}
    yield
    forget("np")


@pytest.fixture
def telephone(small: SmallLine) -> FakeTelephone:
    for part in ("monitor:np", "contacts", "telephone:np"):
        beat(part, at=NIGHT)
    night(small)
    return FakeTelephone()


def night(small: SmallLine, **found: float) -> Night:
    """Keep a proof of the day before; whole unless it is told otherwise."""
    day = (NIGHT + timedelta(hours=5, minutes=45)).date() - YESTERDAY
    well = {"open_minutes": 60, "unowned_minutes": 0, "impossible": 0}
    counted = {"calls": 3, "calls_with_contact": 3}
    return Night.objects.create(
        country="np", day=day, proved_at=NIGHT, **{**well, **counted, **found}
    )


def seen(small: SmallLine, telephone: FakeTelephone, seconds: float = 60) -> State:
    return state_of(small.maya, telephones={"np": telephone}, at=after(seconds))


def faults(found: State) -> list[Fault]:
    return [one.wrong.fault for one in found.wrong]


def test_where_nothing_is_wrong_nothing_is_said(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    found = seen(small, telephone)

    assert (faults(found), found.stops) == ([], False)
    assert found.heard == timedelta(seconds=60)
    assert [line.well for line in found.nights] == [True] + [False] * 6


def test_what_stops_the_line_stands_first(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    telephone.health_now = Health(
        ready=False, trunk="refused", unsent=4, calls=0, refused=2
    )
    beat("texts", at=after(-600))

    found = seen(small, telephone)

    assert faults(found) == [
        Fault.WORKER_SILENT,
        Fault.TRUNK_REFUSED,
        Fault.DISK_REFUSES,
        Fault.PUT_ASIDE,
    ]
    assert found.stops


def test_a_night_says_what_was_wrong_with_it(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    Night.objects.update(unowned_minutes=4.2, calls_with_contact=1)

    found = {one.wrong.fault: one.wrong.count for one in seen(small, telephone).wrong}

    assert found == {Fault.NIGHT_UNOWNED: 4, Fault.NIGHT_LOST: 2}


def test_a_day_that_nobody_proved_is_said_once_the_morning_has_come(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    Night.objects.all().delete()
    for part in ("monitor:np", "contacts", "telephone:np"):
        beat(part, at=after(5 * 3600))

    early = faults(seen(small, telephone, seconds=60))
    late = faults(seen(small, telephone, seconds=5 * 3600))

    assert Fault.NOT_PROVED not in early
    assert Fault.NOT_PROVED in late


def test_whoever_is_planned_and_cannot_open_calls_is_named(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    Shift.objects.filter(duty="backup").update(person=small.outsider)

    [one] = seen(small, telephone).wrong

    assert (one.wrong.fault, one.of) == (Fault.CANNOT_OWN, "outsider")


def test_the_regional_team_sees_that_something_is_wrong_and_nobodys_name(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    Shift.objects.filter(duty="backup").update(person=small.outsider)
    a_failed_message(small)
    officer = actor_of(Person.objects.get(handle="regional"), keys=None)

    found = state_of(officer, telephones={"np": telephone}, at=after(60))

    assert faults(found) == [Fault.NOT_TOLD]
    assert found.not_told == ()


def a_failed_message(small: SmallLine) -> None:
    Message.objects.create(
        key="k",
        country="np",
        way=small.texts["sunita"],
        saying="take",
        about="NP-26-H-1",
        state="given_up",
        outcome="too_late",
        made_at=NIGHT,
    )


def test_who_was_not_told_and_why_is_named_to_the_team(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    a_failed_message(small)

    [one] = seen(small, telephone).not_told

    assert (one.person, one.why) == ("sunita", "too_late")


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def test_whoever_is_paged_finds_the_page_from_the_first_one(small: SmallLine) -> None:
    beat("contacts", at=timezone.now() - timedelta(hours=1))
    maya, sunita = signed_in("maya"), signed_in("sunita")

    assert 'href="/calls/state"' in maya.get("/").content.decode()
    assert 'href="/calls/state"' not in sunita.get("/").content.decode()
    for page in ("/calls/", "/duty/"):
        assert 'href="/calls/state"' in sunita.get(page).content.decode()


def test_the_page_says_in_words_what_has_stopped_and_what_to_do(
    small: SmallLine,
) -> None:
    beat("contacts", at=timezone.now() - timedelta(hours=1))

    page = signed_in("maya").get("/calls/state").content.decode()

    assert "The worker does not do its rounds" in page
    assert "Silent: contacts" in page
    assert "Whoever calls now may reach nobody." in page


def test_every_fault_has_its_words() -> None:
    folder = Path(state.__file__).parent.parent / "templates" / "hotline"
    template = (folder / "state_wrong.html").read_text()

    assert all(f'f == "{fault}"' in template for fault in Fault)
