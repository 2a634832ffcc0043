"""Recordings of any rate become telephone sound; messages become WAV files."""

from __future__ import annotations

import io
import struct
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.gateways.telephone.media.companding import RATE, Samples
from payung.gateways.telephone.media.wav import (
    HEAD_BYTES,
    NotSound,
    louder,
    message_head,
    read_wav,
    with_length,
)


def recording(
    *hertz: float, rate: int, channels: int = 1, width: int = 2, seconds: float = 1.0
) -> bytes:
    time = np.arange(round(seconds * rate)) / rate
    sound = sum(np.sin(2 * np.pi * one * time) for one in hertz) * 8000
    data = np.repeat(np.asarray(sound, dtype="<i2"), channels).tobytes()
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(data if width == 2 else data[::2])
    return made.getvalue()


def strongest(samples: Samples, count: int = 1) -> list[int]:
    """Return the strongest frequencies in Hz."""
    spectrum = np.abs(np.fft.rfft(samples))
    found = np.argsort(spectrum)[-count:] * RATE / len(samples)
    return sorted(round(float(one)) for one in found)


def power(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples.astype(float) ** 2)))


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 6000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_tone_stays_the_same_tone_at_every_rate(rate: int, channels: int) -> None:
    samples = read_wav(recording(440, rate=rate, channels=channels))

    assert len(samples) == RATE
    assert strongest(samples) == [440]
    assert power(samples) == pytest.approx(8000 / 2**0.5, rel=0.02)


def test_what_a_telephone_cannot_carry_does_not_come_back_as_a_whistle() -> None:
    samples = read_wav(recording(6000, rate=44100))

    assert power(samples) < 20


def test_the_end_of_a_recording_is_not_heard_at_its_beginning() -> None:
    silence, tone = np.zeros(16000), np.full(16000, 8000.0)
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(np.concatenate([silence, tone]).astype("<i2").tobytes())

    samples = read_wav(made.getvalue())

    assert np.abs(samples[:7000]).max() < 10


def test_a_length_that_is_not_true_does_no_harm() -> None:
    data = bytearray(recording(440, rate=22050))
    data[4:8] = data[40:44] = b"\x00\xf0\xff\x7f"

    assert len(read_wav(bytes(data))) == RATE


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"OggS" + b"\0" * 60, id="another kind of file"),
        pytest.param(recording(440, rate=8000)[:30], id="cut in the head"),
        pytest.param(recording(440, rate=8000, width=1), id="8 bits"),
        pytest.param(recording(440, rate=900), id="too slow"),
    ],
)
def test_what_is_no_recording_is_refused(data: bytes) -> None:
    with pytest.raises(NotSound):
        read_wav(data)


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, 43), byte=st.integers(0, 255))
def test_a_broken_head_is_sound_or_a_refusal(at: int, byte: int) -> None:
    data = bytearray(recording(440, rate=8000, seconds=0.05))
    data[at] = byte

    try:
        samples = read_wav(bytes(data))
    except NotSound:
        return

    assert samples.dtype == np.int16


def test_an_empty_recording_is_no_sound_at_all() -> None:
    assert len(read_wav(recording(440, rate=8000, seconds=0))) == 0


def test_a_low_recording_can_be_made_louder_and_silence_stays_silence() -> None:
    samples = np.array([0, 100, -200], dtype=np.int16)

    assert louder(samples, peak=20000).tolist() == [0, 10000, -20000]
    assert louder(np.zeros(3, dtype=np.int16), peak=20000).tolist() == [0, 0, 0]


def test_a_message_says_what_it_is_and_that_it_goes_on_to_the_end() -> None:
    head = message_head()

    codec, channels, rate, per_second, block, bits, more = struct.unpack_from(
        "<HHIIHHH", head, 20
    )
    assert (len(head), head[:4], head[8:16]) == (HEAD_BYTES, b"RIFF", b"WAVEfmt ")
    assert (codec, channels, rate) == (7, 1, 8000)
    assert (per_second, block, bits, more) == (8000, 1, 8, 0)
    assert head[38:42] + head[50:54] == b"factdata"
    assert head[4:8] == head[46:50] == head[54:58] == b"\xff\xff\xff\xff"


def test_an_opened_message_gets_its_true_length() -> None:
    message = message_head() + b"\x55" * 1000

    whole = with_length(message, size=len(message))

    assert struct.unpack_from("<I", whole, 4) == (1050,)
    assert struct.unpack_from("<I", whole, 46) == (1000,)
    assert struct.unpack_from("<I", whole, 54) == (1000,)
    assert whole[58:] == b"\x55" * 1000


@pytest.mark.parametrize("first", [b"", b"RIFF", b"\x89PNG" + b"\0" * 80])
def test_the_first_bytes_of_other_files_stay_as_they_are(first: bytes) -> None:
    assert with_length(first, size=5000) == first
