"""A message is taken in order and without holes, and it ends by itself."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.gateways.telephone.media.companding import PCMU_SILENCE, RATE
from payung.gateways.telephone.media.listening import Listening
from payung.gateways.telephone.media.rtp import Packet


VOICE = b"\x90\x10" * 80
MURMUR = b"\xe0\x60" * 80  # a hundredth of full: somebody who must not be heard
LINE_NOISE = b"\xfa\x7a" * 80


class Taken:
    """What came of one message."""

    def __init__(self, *, longest: float = 60, silence: float = 5) -> None:
        self.pieces: list[bytes] = []
        self.ends: list[float] = []
        self.listening = Listening(
            self.pieces.append,
            self.ends.append,
            longest=longest,
            silence=silence,
            now=0.0,
        )

    @property
    def sound(self) -> bytes:
        return b"".join(self.pieces)

    def hear(self, at: int, sound: bytes, *, now: float = 0.0) -> None:
        packet = Packet(0, False, at & 0xFFFF, at * 160 & 0xFFFFFFFF, 3, sound)
        self.listening.hear(packet, sound, now=now)


def frames(count: int) -> list[bytes]:
    return [bytes([at % 251]) * 160 for at in range(count)]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 1000))
def test_packets_that_overtake_one_another_are_put_in_order(seed: int) -> None:
    taken = Taken()
    sent = list(enumerate(frames(50), start=2**20 - 20))
    near = random.Random(seed)
    mixed = sorted(sent, key=lambda one: one[0] + near.uniform(0, 4))

    for at, sound in mixed:
        taken.hear(at, sound)
    taken.listening.end()

    assert taken.sound == b"".join(frames(50))


def test_what_is_lost_becomes_silence_so_that_time_stays_right() -> None:
    taken = Taken()

    for at, sound in enumerate(frames(10)):
        if at != 4:
            taken.hear(at, sound)
    taken.listening.end()

    whole = frames(10)
    whole[4] = PCMU_SILENCE * 160
    assert taken.sound == b"".join(whole)
    assert taken.ends == [0.2]


def test_a_packet_that_comes_twice_is_heard_once() -> None:
    taken = Taken()

    for at, sound in enumerate(frames(20)):
        taken.hear(at, sound)
        taken.hear(at, sound)
    taken.listening.end()

    assert taken.sound == b"".join(frames(20))


def test_a_new_source_goes_on_where_the_old_one_ended() -> None:
    taken = Taken()
    taken.hear(5, VOICE)

    taken.listening.hear(Packet(0, False, 9, 77, 4, MURMUR), MURMUR, now=0.02)
    taken.listening.end()

    assert taken.sound == VOICE + MURMUR


def test_pieces_are_handed_over_while_she_speaks() -> None:
    taken = Taken()

    for at in range(100):
        taken.hear(at, VOICE)

    assert len(taken.pieces) == 9
    assert taken.ends == []


def test_it_ends_when_nobody_has_spoken_for_long_enough() -> None:
    taken = Taken(silence=3)
    taken.hear(0, VOICE, now=10.0)
    for at in range(1, 20):
        taken.hear(at, LINE_NOISE, now=10.0 + at)

    taken.listening.look(now=12.9)
    before = list(taken.ends)
    taken.listening.look(now=13.0)

    assert before == []
    assert taken.ends == [0.4]


def test_it_ends_when_the_telephone_is_dead() -> None:
    taken = Taken(silence=3)

    taken.listening.look(now=3.0)

    assert taken.ends == [0.0]
    assert taken.sound == b""


def test_a_low_voice_is_not_cut_off() -> None:
    taken = Taken(silence=3)
    for second in range(10):
        taken.hear(second * 50, MURMUR, now=float(second))
        taken.listening.look(now=float(second))

    assert taken.ends == []


def test_it_ends_at_its_longest_whoever_still_speaks() -> None:
    taken = Taken(longest=1)
    for at in range(60):
        taken.hear(at, VOICE, now=at * 0.02)
        taken.listening.look(now=at * 0.02)

    assert taken.ends == [1.0]
    assert len(taken.sound) == RATE


def test_a_telephone_with_a_wild_clock_cannot_fill_more_than_the_longest() -> None:
    taken = Taken(longest=10)

    for at in range(200):
        taken.hear(at * 1400, VOICE)
    taken.listening.end()

    assert len(taken.sound) == 10 * RATE


def test_after_the_end_nothing_is_taken_and_it_ends_once() -> None:
    taken = Taken()
    taken.hear(0, VOICE)
    taken.listening.end()

    taken.hear(1, VOICE)
    taken.listening.end()

    assert taken.sound == VOICE
    assert taken.ends == [pytest.approx(0.02)]
