"""A key that is pressed once counts once, whatever the network does to it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.gateways.telephone.media.key_presses import (
    Event,
    KeyPad,
    read_event,
)
from payung.gateways.telephone.media.rtp import Packet, read_packet
from tests.gateways.telephone.media.phone import udp_of_pcap


def report(
    code: int, time: int, duration: int, *, over: bool = False, marker: bool = False
) -> Packet:
    body = bytes([code, 0x8A if over else 0x0A, *duration.to_bytes(2, "big")])
    return Packet(101, marker, 0, time, 7, body)


def press(code: int, time: int) -> list[Packet]:
    going = [report(code, time, at * 160, marker=at == 0) for at in range(5)]
    return [*going, *(report(code, time, 800, over=True) for _ in range(3))]


def pressed(packets: list[Packet], *, now: float = 0.0) -> str:
    pad = KeyPad()
    return "".join(pad.press(packet, now=now) for packet in packets)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *((f"dtmf_2833_{digit}.pcap", str(digit)) for digit in range(10)),
        ("dtmf_2833_star.pcap", "*"),
        ("dtmf_2833_pound.pcap", "#"),
    ],
)
def test_each_key_that_sipp_ships_is_pressed_once(name: str, key: str) -> None:
    packets = [read_packet(data) for data in udp_of_pcap(name)]

    assert pressed([packet for packet in packets if packet is not None]) == key


@settings(max_examples=300, deadline=None)
@given(lost=st.sets(st.integers(0, 23), max_size=20))
def test_of_three_presses_each_that_arrives_at_all_counts_once(lost: set[int]) -> None:
    sent = [*press(1, 1000), *press(1, 3000), *press(9, 5000)]
    arrived = [packet for at, packet in enumerate(sent) if at not in lost]
    groups = [list(range(8)), list(range(8, 16)), list(range(16, 24))]
    survivors = [any(at not in lost for at in group) for group in groups]

    keys = pressed(arrived)

    assert keys == "".join(itertools.compress("119", survivors))


def test_a_late_packet_of_an_earlier_press_presses_nothing() -> None:
    first, second = press(1, 1000), press(2, 3000)

    keys = pressed([*first[:7], *second[:5], first[7], *second[5:]])

    assert keys == "12"


def test_a_machine_that_dials_fast_but_marks_each_press_is_believed() -> None:
    assert pressed([*press(7, 1000), *press(7, 1000 + 800 + 160)]) == "77"


def test_a_report_that_overtakes_another_does_not_begin_the_press_again() -> None:
    packets = press(5, 1000)
    packets[3], packets[6] = packets[6], packets[3]

    assert pressed(packets) == "5"


def test_a_gateway_that_moves_the_time_in_every_packet_presses_once() -> None:
    going = [report(4, 1000 + at * 160, at * 160) for at in range(5)]
    ends = [report(4, 1800 + at * 160, 800, over=True) for at in range(3)]

    assert pressed([*going, *ends]) == "4"


def test_a_very_long_press_that_is_cut_in_two_is_one_press() -> None:
    first = [report(0, 1000, duration) for duration in (0, 30000, 65535)]
    second = [report(0, 1000 + 65535, 160), report(0, 66535, 320, over=True)]

    assert pressed([*first, *second]) == "0"


def test_the_same_key_a_tenth_of_a_second_later_is_another_press() -> None:
    assert pressed([*press(7, 1000), *press(7, 1000 + 800 + 800)]) == "77"


def test_a_press_played_again_from_a_file_counts_again_after_two_seconds() -> None:
    pad = KeyPad()

    first = [pad.press(packet, now=0.0) for packet in press(1, 1000)]
    soon = [pad.press(packet, now=1.9) for packet in press(1, 1000)]
    later = [pad.press(packet, now=4.0) for packet in press(1, 1000)]

    assert ("".join(first), "".join(soon), "".join(later)) == ("1", "", "1")


def test_a_key_of_another_source_is_another_press() -> None:
    packets = [report(1, 1000, 0), report(1, 1000, 0)._replace(source=8)]

    assert pressed(packets) == "11"


def test_a_flash_of_the_hook_is_no_key() -> None:
    assert pressed([report(16, 1000, 0)]) == ""


@given(body=st.binary(max_size=8))
def test_junk_in_an_event_never_raises(body: bytes) -> None:
    key = KeyPad().press(Packet(101, True, 1, 2, 3, body), now=0.0)

    assert len(key) <= 1


def test_an_event_says_its_key_its_end_and_its_length() -> None:
    assert read_event(b"\x0b\x8a\x03\x20") == Event(code=11, over=True, duration=800)
    assert read_event(b"\x0b\x8a\x03") is None
