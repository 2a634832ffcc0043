"""Her telephone hears one stream, whatever it is made of."""

from __future__ import annotations

import itertools

from payung.gateways.telephone.media.outgoing import Outgoing
from payung.gateways.telephone.media.rtp import Packet, ahead, read_packet


FRAME = b"\xff" * 160


def stream() -> Outgoing:
    # The counters begin at their ends: they must run round.
    return Outgoing(source=99, sequence=0xFFFE, timestamp=0xFFFFFF80)


def said(outgoing: Outgoing, *, now: float) -> Packet:
    packet = read_packet(outgoing.say(FRAME, payload_type=0, now=now))
    assert packet is not None
    return packet


def passed(
    outgoing: Outgoing, sequence: int, time: int, *, now: float, source: int = 5
) -> Packet | None:
    packet = Packet(0, False, sequence & 0xFFFF, time & 0xFFFFFFFF, source, FRAME)
    data = outgoing.pass_on(packet, FRAME, payload_type=0, now=now)
    return None if data is None else read_packet(data)


def steps(packets: list[Packet | None]) -> list[tuple[int, int]]:
    whole = [packet for packet in packets if packet is not None]
    return [
        (
            ahead(after.sequence, before.sequence, 16),
            ahead(after.timestamp, before.timestamp, 32),
        )
        for before, after in itertools.pairwise(whole)
    ]


def test_a_prompt_is_an_unbroken_stream() -> None:
    outgoing = stream()

    packets = [said(outgoing, now=at * 0.02) for at in range(4)]

    assert steps(packets) == [(1, 160)] * 3
    assert [packet.marker for packet in packets] == [True, False, False, False]
    assert {packet.source for packet in packets} == {99}


def test_a_pause_is_a_pause_in_time_but_not_a_loss() -> None:
    outgoing = stream()

    packets = [said(outgoing, now=0.0), said(outgoing, now=1.0)]

    assert steps(packets) == [(1, 8000)]
    assert packets[1].marker


def test_a_voice_after_a_prompt_goes_on_where_the_prompt_ended() -> None:
    outgoing = stream()

    packets = [
        said(outgoing, now=0.0),
        passed(outgoing, 40_000, 7, now=0.02),
        passed(outgoing, 40_001, 167, now=0.04),
        said(outgoing, now=0.06),
        passed(outgoing, 40_500, 70_000, now=0.08),
    ]

    assert steps(packets) == [(1, 160)] * 4


def test_loss_order_and_pauses_stay_what_they_were() -> None:
    outgoing = stream()

    packets = [
        passed(outgoing, 10, 1600, now=0.0),
        passed(outgoing, 13, 2080, now=0.06),
        passed(outgoing, 12, 1920, now=0.06),
        passed(outgoing, 14, 10_000, now=1.05),
    ]

    assert steps(packets) == [(3, 480), (-1, -160), (2, 8080)]


def test_a_late_packet_of_before_the_join_is_not_passed_on() -> None:
    outgoing = stream()
    said(outgoing, now=0.0)
    passed(outgoing, 100, 1600, now=0.02)

    assert passed(outgoing, 99, 1440, now=0.03) is None


def test_a_telephone_that_begins_anew_is_followed() -> None:
    outgoing = stream()

    packets = [
        passed(outgoing, 10, 1600, now=0.0),
        passed(outgoing, 30_000, 90_000_000, now=0.02, source=6),
        passed(outgoing, 5, 800, now=0.04, source=6),
        passed(outgoing, 3, 480, now=0.06, source=7),
    ]

    assert steps(packets) == [(1, 160)] * 3


def test_a_call_of_an_hour_runs_round_without_a_gap() -> None:
    outgoing = stream()

    packets = [passed(outgoing, at, at * 160, now=at * 0.02) for at in range(180_000)]

    assert None not in packets
    assert set(steps(packets)) == {(1, 160)}
