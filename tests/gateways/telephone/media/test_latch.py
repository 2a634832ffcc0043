"""Sound goes to where it comes from, and never to whoever sprays our ports."""

from __future__ import annotations

from payung.gateways.telephone.media.latch import Address, Latch
from payung.gateways.telephone.media.rtp import Packet


SAID = ("192.0.2.7", 6000)
ROUTER = ("198.51.100.9", 31000)
STRANGER = ("203.0.113.66", 4444)


def expecting(*, seen: str = "") -> Latch:
    latch = Latch()
    latch.expect(*SAID, seen=seen)
    return latch


def speech(
    latch: Latch, sender: Address, count: int, *, now: float = 0.0
) -> list[bool]:
    packets = [Packet(0, False, 500 + at, at * 160, 9, b"") for at in range(count)]
    return [
        latch.believes(sender, now=now) or latch.weigh(sender, packet, now=now)
        for packet in packets
    ]


def test_before_anything_comes_sound_goes_to_where_the_sdp_says() -> None:
    assert expecting().target == SAID


def test_before_the_sdp_nobody_is_believed() -> None:
    latch = Latch()

    assert speech(latch, SAID, 30) == [False] * 30
    assert latch.target is None


def test_another_port_of_the_same_host_is_followed_at_once() -> None:
    latch = expecting()

    assert latch.believes((SAID[0], 6123), now=0.0)
    assert latch.target == (SAID[0], 6123)


def test_a_telephone_behind_a_router_is_found_after_a_short_run_of_speech() -> None:
    latch = expecting()

    believed = speech(latch, ROUTER, 12)

    assert believed == [False] * 9 + [True] * 3
    assert latch.target == ROUTER


def test_a_spray_without_order_is_never_followed() -> None:
    latch = expecting()

    for at in range(200):
        latch.weigh(STRANGER, Packet(0, False, at * 7, at, 9, b""), now=0.0)

    assert latch.target == SAID


def test_once_the_telephone_itself_has_spoken_no_stranger_is_followed() -> None:
    latch = expecting()
    latch.believes(SAID, now=0.0)

    assert speech(latch, STRANGER, 50, now=60.0) == [False] * 50
    assert latch.target == SAID


def test_the_host_of_the_sdp_takes_the_place_of_a_stranger_at_once() -> None:
    latch = expecting()
    speech(latch, STRANGER, 20)

    assert latch.believes(SAID, now=0.1)
    assert latch.target == SAID
    assert not latch.believes(STRANGER, now=0.2)


def test_where_signalling_was_seen_no_third_host_is_ever_followed() -> None:
    latch = expecting(seen=ROUTER[0])

    assert speech(latch, STRANGER, 50) == [False] * 50
    assert speech(latch, ROUTER, 10)[-1]


def test_many_strangers_do_not_keep_the_telephone_behind_its_router_out() -> None:
    latch = expecting()
    for at in range(100):
        speech(latch, (f"203.0.113.{at}", 5000), 2)

    assert speech(latch, ROUTER, 10)[-1]


def test_a_second_port_is_followed_only_when_the_first_one_is_silent() -> None:
    latch = expecting()
    latch.believes(SAID, now=0.0)

    assert not latch.believes((SAID[0], 7000), now=0.9)
    assert latch.believes((SAID[0], 7000), now=1.1)


def test_a_router_may_change_the_port_but_not_the_host() -> None:
    latch = expecting()
    speech(latch, ROUTER, 10)

    assert not speech(latch, STRANGER, 20, now=5.0)[-1]
    assert not speech(latch, (ROUTER[0], 9), 20, now=0.5)[-1]
    assert speech(latch, (ROUTER[0], 9), 20, now=5.0)[-1]


def test_the_same_sdp_again_keeps_the_router_and_another_one_does_not() -> None:
    latch = expecting()
    speech(latch, ROUTER, 10)

    latch.expect(*SAID)
    after_the_same = latch.target
    latch.expect(SAID[0], 8000)

    assert after_the_same == ROUTER
    assert latch.target == (SAID[0], 8000)
