"""After a raid or a threat the team is told to look, and nothing else is said."""

from __future__ import annotations

from datetime import datetime

import pytest

from payung.programme.alerts.models import Message, Sending
from payung.programme.alerts.texts import text_of
from payung.programme.safe_spaces.door.taking import take_taps

from .conftest import NOW, Office, local, reachable
from .taps import closing, taking_back


@pytest.mark.parametrize("reason", ["raid", "threat"])
def test_the_others_of_the_team_are_told(office: Office, reason: str) -> None:
    reachable(office)
    tap = closing(reason, at=local(20, 15))

    took = take_taps(actor=office.sunita, site=office.site, taps=[tap], at=NOW)

    [message] = Message.objects.all()
    assert message.way.person.handle == "maya"
    assert message.saying == "look"
    assert took.told == 1
    said = f"{text_of(message)} {message.about} {message.key}".lower()
    assert [word for word in ("raid", "threat", "blue") if word in said] == []


def test_what_arrives_twice_is_told_once(office: Office) -> None:
    reachable(office)
    tap = closing("raid", at=local(20, 15))

    for _time in range(2):
        take_taps(actor=office.sunita, site=office.site, taps=[tap], at=NOW)

    assert Message.objects.count() == 1


def test_a_closing_by_mistake_is_told_no_more(office: Office) -> None:
    reachable(office)
    tap = closing("raid", at=local(20, 15))
    take_taps(actor=office.sunita, site=office.site, taps=[tap], at=NOW)

    back = taking_back(tap.id, at=local(20, 15, 1))
    take_taps(actor=office.sunita, site=office.site, taps=[back], at=NOW)

    assert Message.objects.get().state == Sending.DROPPED


@pytest.mark.parametrize(
    ("reason", "tapped"),
    [
        pytest.param("strike", local(20, 15), id="a strike endangers nobody there"),
        pytest.param("raid", local(18, 15), id="two days later it is no news"),
    ],
)
def test_nobody_is_woken_for_nothing(
    office: Office, reason: str, tapped: datetime
) -> None:
    reachable(office)
    tap = closing(reason, at=tapped)

    took = take_taps(actor=office.sunita, site=office.site, taps=[tap], at=NOW)

    assert Message.objects.count() == 0
    assert took.told is None


def test_a_team_that_cannot_be_reached_is_said_to_be_so(office: Office) -> None:
    tap = closing("raid", at=local(20, 15))

    took = take_taps(actor=office.sunita, site=office.site, taps=[tap], at=NOW)

    assert took.told == 0
