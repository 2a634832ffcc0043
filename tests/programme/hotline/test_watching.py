"""Who watches the watcher: a worker that is silent is told of by the telephone."""

from __future__ import annotations

from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.hotline.nights.watching import beat, ring_about_silence
from tests.programme.hotline.small_line import SmallLine, after


def test_while_every_part_does_its_rounds_nobody_is_rung(small: SmallLine) -> None:
    telephone = FakeTelephone()
    beat("contacts", at=after(0))

    told = ring_about_silence(country="np", telephones={"np": telephone}, at=after(170))

    assert (told, telephone.orders) == (0, [])


def test_a_silent_worker_rings_the_coordinator_without_the_worker(
    small: SmallLine,
) -> None:
    telephone = FakeTelephone()
    beat("contacts", at=after(0))

    ring_about_silence(country="np", telephones={"np": telephone}, at=after(181))

    targets = [order.target for order in telephone.orders]
    assert targets == [str(small.phones["maya"].pk)]


def test_she_is_rung_once_in_half_an_hour_however_often_it_is_noticed(
    small: SmallLine,
) -> None:
    telephone = FakeTelephone()
    beat("contacts", at=after(0))

    for seconds in (181, 211, 241):
        ring_about_silence(
            country="np", telephones={"np": telephone}, at=after(seconds)
        )

    assert len(telephone.orders) == 1
