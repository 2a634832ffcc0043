"""Taking a message with real packets: whole, and ended in each of its ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from payung.gateways.telephone.media.companding import Codec, transcode
from payung.gateways.telephone.media.seat import Seat
from payung.gateways.telephone.media.studio import Studio
from tests.gateways.telephone.media.phone import Desk, Phone


VOICE = b"\x90\x10" * 80


def test_a_message_is_handed_over_until_the_hash_key(
    studio: Studio, desk: Desk, caller: Phone
) -> None:
    seat = studio.seat()
    pieces: list[bytes] = []
    ends: list[float] = []
    seat.hears(caller.voice(Codec.PCMA))
    seat.record(pieces.append, longest=60, silence=30, then=ends.append)
    caller.hear()

    spoken = [bytes([at]) * 160 for at in range(60)]
    for sound in spoken:
        caller.say(seat.port, sound, kind=8)
    caller.press(seat.port, "#")
    desk.until(lambda: ends)

    whole = transcode(b"".join(spoken), was=Codec.PCMA, becomes=Codec.PCMU)
    assert b"".join(pieces) == whole
    assert ends == [1.2]


@pytest.mark.parametrize(
    ("end", "later"),
    [
        pytest.param(Seat.close, 0.0, id="she hung up"),
        pytest.param(Seat.stop_recording, 0.0, id="stopped"),
        pytest.param(lambda seat: None, 5.0, id="silence"),
        pytest.param(lambda seat: None, 60.0, id="longest"),
    ],
)
def test_a_message_ends_in_each_of_its_ways(
    desk: Desk, caller: Phone, end: Callable[[Seat], None], later: float
) -> None:
    seconds = [100.0]
    with Studio(
        "127.0.0.1", hand_over=desk.hand_over, clock=lambda: seconds[0]
    ) as studio:
        seat = studio.seat()
        ends: list[float] = []
        seat.hears(caller.voice())
        seat.record(lambda piece: None, longest=60, silence=5, then=ends.append)
        for _ in range(10):
            caller.say(seat.port, VOICE)
        desk.until(lambda: studio.counts.heard == 10)

        end(seat)
        seconds[0] += later
        desk.until(lambda: ends)

    assert ends == [0.2]
