"""Strangers, floods, dead telephones and our own mistakes touch nobody else's call."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from payung.gateways.telephone.media.companding import FRAME_BYTES
from payung.gateways.telephone.media.studio import Studio
from tests.gateways.telephone.media.phone import Desk, Phone, says


ONE, TWO = b"\x21" * FRAME_BYTES, b"\x32" * FRAME_BYTES


def test_a_stranger_is_neither_heard_nor_spoken_to(studio: Studio, desk: Desk) -> None:
    keys: list[str] = []
    with Phone() as caller, Phone("127.0.0.2") as stranger, Phone() as paralegal:
        seats = studio.seat(on_digit=keys.append), studio.seat()
        seats[0].hears(caller.voice())
        seats[1].hears(paralegal.voice())
        studio.join(*seats)
        caller.hear()
        caller.say(seats[0].port, ONE)
        paralegal.hear(says(ONE))

        for _ in range(50):
            stranger.say(seats[0].port, TWO)
        stranger.press(seats[0].port, "1")
        desk.until(lambda: studio.counts.ignored == 57)
        caller.say(seats[0].port, ONE)
        heard = paralegal.until(ONE)

        assert keys == []
        assert TWO not in [packet.payload for packet in heard]
        assert stranger.heard() == []


def test_a_telephone_behind_a_router_is_answered_where_it_really_is(
    studio: Studio, desk: Desk
) -> None:
    with Phone("127.0.0.3") as behind:
        keys: list[str] = []
        seat = studio.seat(on_digit=keys.append)
        seat.hears(behind.voice(host="127.0.0.99"), seen="127.0.0.3")

        for _ in range(20):
            behind.say(seat.port, ONE)
        behind.press(seat.port, "1")
        desk.until(lambda: keys)
        seat.play(TWO)

        assert behind.hear(says(TWO))


def test_a_flood_at_one_telephone_does_not_stop_another_call(
    studio: Studio, desk: Desk
) -> None:
    with Phone() as flooded, Phone("127.0.0.2") as stranger, Phone() as other:
        hit, told = studio.seat(), []
        seat = studio.seat()
        hit.hears(flooded.voice())
        seat.hears(other.voice())
        flooded.say(hit.port, ONE)
        desk.until(lambda: studio.counts.heard == 1)

        for at in range(20_000):
            stranger.say(hit.port, TWO)
            if at == 1000:
                seat.play(ONE * 5, then=lambda: told.append("over"))
        desk.until(lambda: told)

        sounds = [packet.payload for packet in other.heard()]
        assert sounds.count(ONE) == 5
        assert stranger.heard() == []
        assert TWO not in [packet.payload for packet in flooded.heard()]


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff" * 200, b"\x80\x00" + b"\0" * 9])
def test_junk_from_the_telephone_itself_changes_nothing(
    studio: Studio, desk: Desk, data: bytes
) -> None:
    with Phone() as caller:
        keys: list[str] = []
        seat = studio.seat(on_digit=keys.append)
        seat.hears(caller.voice())

        caller.junk(seat.port, data)
        caller.press(seat.port, "1")
        desk.until(lambda: keys)

        assert keys == ["1"]
        assert studio.counts.ignored == 1


def test_a_telephone_that_died_takes_nobody_with_it(studio: Studio, desk: Desk) -> None:
    told: list[str] = []
    with Phone() as alive:
        with Phone() as dead:
            gone = studio.seat()
            gone.hears(dead.voice())
            dead.hear()
        seat = studio.seat()
        seat.hears(alive.voice())
        gone.loop(TWO)
        seat.play(ONE * 10, then=lambda: told.append("over"))

        desk.until(lambda: told)

        assert [packet.payload for packet in alive.heard()].count(ONE) == 10


def test_an_address_that_cannot_be_reached_costs_only_its_own_packets(
    studio: Studio, desk: Desk
) -> None:
    with Phone() as caller:
        told: list[str] = []
        seat = studio.seat()
        seat.hears(caller.voice(host="2001:db8::1"))

        seat.play(ONE * 3, then=lambda: told.append("over"))
        desk.until(lambda: told)

        assert studio.counts.unsent >= 3
        assert studio.counts.faults == 0


def test_a_desk_that_fails_costs_one_seat_and_not_the_studio() -> None:
    desk = Desk()
    broken = [True]

    def hand_over(deed: Callable[[], None]) -> None:
        if broken:
            raise RuntimeError("the signalling thread has gone")
        desk.hand_over(deed)

    with Studio("127.0.0.1", hand_over=hand_over) as studio:
        told: list[str] = []
        seat = studio.seat()
        seat.play(ONE, then=lambda: told.append("first"))
        desk.until(lambda: studio.counts.faults)
        broken.clear()
        seat.close()

        studio.seat().play(ONE, then=lambda: told.append("second"))
        desk.until(lambda: told)

        assert told == ["second"]
        assert studio.seats == 1
        assert studio.counts.faults == 1


def test_a_studio_that_closes_ends_its_messages_and_gives_its_ports_back() -> None:
    desk = Desk()
    ends: list[float] = []
    with Studio("127.0.0.1", hand_over=desk.hand_over) as studio:
        seat = studio.seat()
        seat.record(lambda piece: None, longest=60, silence=60, then=ends.append)

    desk.until(lambda: ends)

    assert ends == [0.0]
    with Studio("127.0.0.1", hand_over=desk.hand_over) as again:
        assert again.seat(seat.port).port == seat.port
