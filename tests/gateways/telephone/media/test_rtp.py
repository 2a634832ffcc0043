"""RTP packets: what we write we read, and what strangers send never raises."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from payung.gateways.telephone.media.rtp import (
    Packet,
    ahead,
    read_packet,
    write_packet,
)
from tests.gateways.telephone.media.phone import udp_of_pcap


HEAD = bytes.fromhex("8000 0001 000000a0 00000007")
packets = st.builds(
    Packet,
    st.integers(0, 127).filter(lambda kind: not 72 <= kind <= 76),
    st.booleans(),
    st.integers(0, 0xFFFF),
    st.integers(0, 0xFFFFFFFF),
    st.integers(0, 0xFFFFFFFF),
    st.binary(max_size=400),
)


@given(packet=packets)
def test_what_we_write_is_what_we_read(packet: Packet) -> None:
    assert read_packet(write_packet(packet)) == packet


@settings(max_examples=500, deadline=None)
@given(data=st.binary(max_size=80))
@example(data=b"")
@example(data=b"\x9f" + b"\0" * 11)
@example(data=b"\xb0" + b"\xff" * 15)
def test_junk_is_no_packet_or_a_packet_but_never_an_error(data: bytes) -> None:
    packet = read_packet(data)

    assert packet is None or len(packet.payload) <= len(data) - 12


@settings(max_examples=300, deadline=None)
@given(packet=packets, at=st.integers(0, 11), byte=st.integers(0, 255))
def test_a_broken_head_never_raises(packet: Packet, at: int, byte: int) -> None:
    data = bytearray(write_packet(packet))
    data[at] = byte

    read_packet(bytes(data))


@pytest.mark.parametrize(
    ("data", "payload"),
    [
        pytest.param(HEAD + b"sound", b"sound", id="plain"),
        pytest.param(
            b"\x82" + HEAD[1:] + b"12345678sound", b"sound", id="two contributors"
        ),
        pytest.param(
            b"\x90" + HEAD[1:] + b"\xbe\xde\x00\x01abcdsound", b"sound", id="extension"
        ),
        pytest.param(b"\xa0" + HEAD[1:] + b"sound\0\0\3", b"sound", id="padding"),
    ],
)
def test_only_the_sound_is_left(data: bytes, payload: bytes) -> None:
    packet = read_packet(data)

    assert packet == Packet(0, False, 1, 160, 7, payload)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HEAD[:11], id="cut in the head"),
        pytest.param(b"\x40" + HEAD[1:] + b"sound", id="another version"),
        pytest.param(b"\x80\xc8" + b"\0" * 26, id="RTCP, a sender's report"),
        pytest.param(b"\xa0" + HEAD[1:] + b"\x09", id="more padding than packet"),
        pytest.param(b"\xa0" + HEAD[1:] + b"s\x00", id="padding of nothing"),
        pytest.param(b"\x90" + HEAD[1:] + b"\xbe\xde", id="half an extension"),
        pytest.param(b"\x90" + HEAD[1:] + b"\0\0\xff\xff", id="extension too long"),
        pytest.param(HEAD + b"\0" * 1500, id="longer than any packet"),
        pytest.param(b"OPTIONS sip:x SIP/2.0\r\n\r\n", id="SIP at the wrong port"),
    ],
)
def test_what_is_no_packet_is_dropped(data: bytes) -> None:
    assert read_packet(data) is None


@pytest.mark.parametrize(
    ("later", "earlier", "is_ahead"),
    [
        pytest.param(5, 3, 2, id="two later"),
        pytest.param(1, 0xFFFF, 2, id="around the end"),
        pytest.param(0xFFFF, 1, -2, id="before, around the end"),
    ],
)
def test_counters_that_run_round_can_be_compared(
    later: int, earlier: int, is_ahead: int
) -> None:
    assert ahead(later, earlier, 16) == is_ahead


def test_a_capture_that_sipp_ships_is_read() -> None:
    first, *_ = udp_of_pcap("dtmf_2833_1.pcap")

    packet = read_packet(first)

    assert packet == Packet(101, True, 7984, 13280, 0x0E05384E, b"\x01\x0a\0\0")
