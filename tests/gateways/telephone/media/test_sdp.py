"""What telephones say about themselves is read, answered, or refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from payung.gateways.telephone.media.companding import Codec
from payung.gateways.telephone.media.sdp import (
    Direction,
    NoCommonVoice,
    Voice,
    answer,
    offer,
)
from payung.gateways.telephone.media.sdp_reading import read_voice


SIPP = """v=0
o=user1 53655765 2353687637 IN IP4 192.0.2.7
s=-
c=IN IP4 192.0.2.7
t=0 0
m=audio 6000 RTP/AVP 0
a=rtpmap:0 PCMU/8000
"""
BARESIP = """v=0
o=- 1843926331 1016230341 IN IP4 192.0.2.8
s=-
c=IN IP4 192.0.2.8
t=0 0
m=audio 10242 RTP/AVP 96 8 0 101
a=rtpmap:96 opus/48000/2
a=rtpmap:8 PCMA/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=rtcp:10243
a=sendrecv
a=label:1
a=ptime:20
"""
ASTERISK = """v=0
o=- 3873 3873 IN IP4 198.51.100.2
s=Asterisk
c=IN IP4 198.51.100.2
t=0 0
m=audio 17242 RTP/AVP 0 8 3 111 101
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:3 GSM/8000
a=rtpmap:111 G726-32/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=maxptime:150
a=sendrecv
m=video 14666 RTP/AVP 99
a=rtpmap:99 H264/90000
"""
GSM_GATEWAY = """v=0
o=- 8000 8000 IN IP4 10.0.0.9
s=SIP Call
c=IN IP4 10.0.0.9
t=0 0
m=audio 5004 RTP/AVP 18 8 97
a=sendrecv
a=rtpmap:18 G729/8000
a=fmtp:18 annexb=no
a=rtpmap:8 PCMA/8000
a=ptime:60
a=rtpmap:97 telephone-event/8000
a=fmtp:97 0-11
"""


@pytest.mark.parametrize(
    ("body", "host", "port", "codec", "events"),
    [
        pytest.param(SIPP, "192.0.2.7", 6000, Codec.PCMU, None, id="SIPp"),
        pytest.param(BARESIP, "192.0.2.8", 10242, Codec.PCMA, 101, id="baresip"),
        pytest.param(ASTERISK, "198.51.100.2", 17242, Codec.PCMU, 101, id="Asterisk"),
        pytest.param(GSM_GATEWAY, "10.0.0.9", 5004, Codec.PCMA, 97, id="GSM gateway"),
    ],
)
@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_the_telephones_we_meet_are_read(
    body: str, host: str, port: int, codec: Codec, events: int | None, ends: str
) -> None:
    voice = read_voice(body.replace("\n", ends).encode())

    assert (voice.host, voice.port) == (host, port)
    assert (voice.codec, voice.events) == (codec, events)
    assert voice.listens
    assert voice.speaks


@pytest.mark.parametrize(
    ("change", "listens", "speaks", "ours"),
    [
        pytest.param("a=sendonly", False, True, "a=recvonly", id="puts us on hold"),
        pytest.param("a=recvonly", True, False, "a=sendonly", id="only listens"),
        pytest.param("a=inactive", False, False, "a=inactive", id="neither"),
        pytest.param("a=sendrecv", True, True, "a=sendrecv", id="both"),
    ],
)
def test_hold_is_understood_and_mirrored(
    change: str, listens: bool, speaks: bool, ours: str
) -> None:
    voice = read_voice(f"{SIPP}{change}\n")

    lines = answer("203.0.113.1", 40000, voice).splitlines()

    assert (voice.listens, voice.speaks) == (listens, speaks)
    assert lines[-1] == ours


def test_a_direction_at_the_head_counts_for_every_stream() -> None:
    voice = read_voice(SIPP.replace("t=0 0", "t=0 0\na=sendonly"))

    assert voice.direction is Direction.SPEAKS


def test_the_old_sign_for_hold_is_understood() -> None:
    voice = read_voice(SIPP.replace("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0"))

    assert not voice.listens


def test_an_address_of_the_stream_goes_before_that_of_the_call() -> None:
    voice = read_voice(f"{SIPP}c=IN IP4 192.0.2.99\n")

    assert voice.host == "192.0.2.99"


def test_an_answer_names_every_stream_in_its_place() -> None:
    film_first = ASTERISK.replace(
        "m=audio", "m=video 9000 RTP/AVP 99\nm=audio", 1
    ).replace("m=video 14666", "m=text 14666")

    lines = answer("203.0.113.1", 40000, read_voice(film_first)).splitlines()

    assert [line for line in lines if line.startswith("m=")] == [
        "m=video 0 RTP/AVP 99",
        "m=audio 40000 RTP/AVP 0 101",
        "m=text 0 RTP/AVP 99",
    ]


def test_an_answer_uses_her_number_for_key_presses() -> None:
    text = answer("203.0.113.1", 40000, read_voice(GSM_GATEWAY))

    assert "m=audio 40000 RTP/AVP 8 97\r\n" in text
    assert "a=rtpmap:97 telephone-event/8000\r\n" in text


def test_an_answer_to_a_telephone_without_key_events_promises_none() -> None:
    assert "telephone-event" not in answer("203.0.113.1", 40000, read_voice(SIPP))


def test_our_offer_is_what_it_was_when_it_worked() -> None:
    assert offer("203.0.113.1", 40000, session=5, version=2).split("\r\n") == [
        "v=0",
        "o=- 5 2 IN IP4 203.0.113.1",
        "s=-",
        "c=IN IP4 203.0.113.1",
        "t=0 0",
        "m=audio 40000 RTP/AVP 0 8 101",
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:8 PCMA/8000",
        "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-16",
        "a=ptime:20",
        "a=sendrecv",
        "",
    ]


def test_we_understand_our_own_offer() -> None:
    voice = read_voice(offer("2001:db8::1", 40000))

    assert (voice.host, voice.port, voice.events) == ("2001:db8::1", 40000, 101)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("", "does not begin as SDP", id="nothing"),
        pytest.param("<html>", "does not begin as SDP", id="a web page"),
        pytest.param("v=0\r\n", "offers no sound at all", id="no stream"),
        pytest.param(
            SIPP.replace("m=audio", "m=video"), "offers no sound", id="only a film"
        ),
        pytest.param(
            SIPP.replace("AVP 0\n", "AVP 18\n"), "neither PCMU nor PCMA", id="G.729"
        ),
        pytest.param(
            SIPP.replace("0 PCMU/8000", "0 PCMU/16000"),
            "neither PCMU nor PCMA",
            id="another rate under our number",
        ),
        pytest.param(
            SIPP.replace("RTP/AVP", "RTP/SAVP"), "encrypted sound", id="SRTP only"
        ),
        pytest.param(SIPP.replace("6000", "0"), "no port", id="stream turned off"),
        pytest.param(SIPP.replace("6000", "53"), "no port", id="port of a server"),
        pytest.param(SIPP.replace("6000", "99999"), "no port", id="port too high"),
        pytest.param(
            SIPP.replace("c=IN IP4 192.0.2.7\n", ""), "no address", id="no address"
        ),
        pytest.param(
            SIPP.replace("IP4 192.0.2.7\nt", "IP4 host.test\nt"),
            "no address",
            id="a name",
        ),
        pytest.param(
            SIPP.replace("IP4 192.0.2.7\nt", "IP4 224.0.0.1/127\nt"),
            "address of a crowd",
            id="multicast",
        ),
        pytest.param(
            SIPP.replace("IP4 192.0.2.7\nt", "IP4 255.255.255.255\nt"),
            "address of a crowd",
            id="broadcast",
        ),
        pytest.param(
            SIPP.replace(" 6000 RTP/AVP 0", ""), "not described", id="half a line"
        ),
        pytest.param(
            SIPP + "m=audio 1 x 0\n" * 17, "too many streams", id="many streams"
        ),
        pytest.param("v=0\n" + "a=x\n" * 3000, "too long", id="very long"),
    ],
)
def test_what_we_cannot_speak_with_is_refused_with_a_reason(
    body: str, reason: str
) -> None:
    with pytest.raises(NoCommonVoice, match=reason):
        read_voice(body)


@pytest.mark.parametrize("at", range(9))
def test_a_refusal_repeats_nothing_of_what_came(at: int) -> None:
    lines = SIPP.replace("AVP 0\n", "AVP 18\n").splitlines()
    lines.insert(at, "i=Caller Needle 0005550100")

    with pytest.raises(NoCommonVoice) as no:
        read_voice("\n".join(lines))

    assert "5550100" not in str(no.value)
    assert "Needle" not in str(no.value)


def test_where_a_telephone_is_stays_out_of_logs() -> None:
    assert "192.0.2.7" not in repr(read_voice(SIPP))
    assert "6000" not in repr(read_voice(SIPP))


LINES = """v=0|m=audio 6000 RTP/AVP 0|m=audio|c=IN IP4 192.0.2.7|a=rtpmap:0|c=IN|a=|=
c=IN IP6 ::1%x|a=sendonly|m=audio 6000/2 RTP/AVP 0 101|m=audio ٣٣٣٣ RTP/AVP ٠
a=rtpmap:101 telephone-event/8000|a=rtpmap:x telephone-event/8000
m=audio 6000 RTP/AVP 0\0|c=IN IP4 1.2.3.4/x/y"""
words = st.sampled_from(LINES.replace("\n", "|").split("|"))


@settings(max_examples=500, deadline=None)
@given(body=st.one_of(st.binary(max_size=200), st.lists(words).map("\r\n".join)))
@example(body=b"v=0\nm=audio 6000 RTP/AVP 0\nc=IN IP4 \xff\xfe")
def test_any_junk_is_a_voice_or_a_refusal(body: bytes | str) -> None:
    try:
        voice = read_voice(body)
    except NoCommonVoice:
        return

    assert isinstance(voice, Voice)
    assert read_voice(answer("203.0.113.1", 40000, voice)).codec is voice.codec
