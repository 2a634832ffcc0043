"""The sign of life for the monitor outside stops when the line does."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from payung.gateways.monitor import FakeMonitor
from payung.gateways.telephone import Health
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.machine import forget
from payung.programme.hotline.lines import close_line
from payung.programme.hotline.models import Watch
from payung.programme.hotline.nights.faults import Fault, wrong_by_what_is_written
from payung.programme.hotline.nights.outside import monitors, tell_outside
from payung.programme.hotline.nights.watching import beat, silent_parts
from payung.programme.standby.models import Shift

from .small_line import NIGHT, SmallLine, after


@pytest.fixture
def telephone(small: SmallLine, settings: Settings) -> FakeTelephone:
    """Let every part have done its round just now."""
    settings.TELEPHONES = {"np": "http://127.0.0.1:1"}
    for part in ("sweeper", "contacts", "texts", "telephone:np"):
        beat(part, at=NIGHT)
    return FakeTelephone()


def heard(telephone: FakeTelephone, *, seconds: float = 60) -> int:
    """Return how often a monitor hears of one round at this moment."""
    monitor = FakeMonitor()
    tell_outside(
        monitors={"np": monitor}, telephones={"np": telephone}, at=after(seconds)
    )
    return monitor.heard


def test_while_everything_works_it_is_told_so(telephone: FakeTelephone) -> None:
    assert heard(telephone) == 1


@pytest.mark.parametrize("part", ["sweeper", "contacts", "telephone:np"])
def test_a_part_that_is_silent_for_three_minutes_ends_it(
    telephone: FakeTelephone, part: str
) -> None:
    for other in ("sweeper", "contacts", "texts", "telephone:np"):
        beat(other, at=after(200) if other != part else NIGHT)

    assert heard(telephone, seconds=179) == 1
    assert heard(telephone, seconds=201) == 0


def test_the_telephone_of_another_country_does_not(telephone: FakeTelephone) -> None:
    beat("telephone:bd", at=after(-3600))

    assert heard(telephone) == 1


def test_a_telephone_that_is_gone_ends_it(telephone: FakeTelephone) -> None:
    telephone.gone = True

    assert heard(telephone) == 0


def test_a_telephone_that_was_never_started_ends_it(telephone: FakeTelephone) -> None:
    Watch.objects.filter(name="telephone:np").delete()

    assert heard(telephone) == 0


def test_an_operator_who_refuses_us_ends_it(telephone: FakeTelephone) -> None:
    telephone.health_now = Health(ready=True, trunk="refused", unsent=0, calls=0)

    assert heard(telephone) == 0


def test_after_a_reboot_it_is_silent_until_somebody_signs_in(
    telephone: FakeTelephone,
) -> None:
    forget("np")

    assert heard(telephone) == 0


def test_somebody_on_the_roster_is_enough_to_be_missed(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    close_line(actor=small.maya, line=small.line, at=NIGHT)
    forget("np")

    assert heard(telephone) == 0


def test_where_nobody_waits_a_sleeping_country_is_no_news(
    small: SmallLine, telephone: FakeTelephone
) -> None:
    close_line(actor=small.maya, line=small.line, at=NIGHT)
    Shift.objects.all().delete()
    forget("np")

    assert heard(telephone) == 1


def test_the_sign_of_one_country_does_not_hide_the_silence_of_another(
    telephone: FakeTelephone,
) -> None:
    monitor = FakeMonitor()
    both = {"np": monitor, "bd": monitor}
    beat("telephone:bd", at=after(-3600))

    tell_outside(monitors=both, telephones={"np": telephone}, at=after(60))

    assert monitor.heard == 0


def test_one_address_in_the_settings_is_one_monitor(settings: Settings) -> None:
    there = "https://monitor.example/x"
    settings.MONITORS = {"np": there, "bd": there, "id": f"{there}y"}

    found = monitors()

    assert found["np"] is found["bd"]
    assert found["np"] is not found["id"]


def test_a_monitor_that_does_not_hear_keeps_no_other_from_its_turn(
    telephone: FakeTelephone,
) -> None:
    deaf, well = FakeMonitor(), FakeMonitor()
    deaf.reachable = False

    found = tell_outside(
        monitors={"xx": deaf, "np": well},
        telephones={"np": telephone},
        at=after(60),
    )

    assert (found, well.heard) == (("np",), 1)


def test_a_round_that_no_call_needs_does_not_ring_people_out_of_bed(
    telephone: FakeTelephone,
) -> None:
    beat("stamps", at=after(-3600))

    assert heard(telephone) == 1


def test_that_it_was_heard_is_kept_and_is_no_silent_part_later(
    telephone: FakeTelephone,
) -> None:
    heard(telephone)

    assert Watch.objects.get(name="monitor:np").last_at == after(60)
    assert "monitor:np" not in silent_parts(after(9999))


def test_a_line_without_a_monitor_is_said_to_have_none(
    small: SmallLine, settings: Settings
) -> None:
    settings.MONITORS = {}
    without = {one.fault for one in wrong_by_what_is_written("np", NIGHT)}
    settings.MONITORS = {"np": "https://monitor.example/x"}
    unheard = {one.fault for one in wrong_by_what_is_written("np", NIGHT)}

    assert Fault.NO_MONITOR in without
    assert Fault.NOT_HEARD in unheard
