"""WAV files: read a recording as telephone sound; write the head of a sealed message."""

from __future__ import annotations

import io
import struct
import wave

import numpy as np
import numpy.typing as npt

from .companding import RATE, Samples


class NotSound(ValueError):
    """This is no WAV file of 16-bit samples."""


HEAD_BYTES = 58
_UNKNOWN = 0xFFFFFFFF
# Telephones carry up to 3.4 kHz; between the two, sound fades instead of ringing.
_FULL_TO, _NOTHING_FROM = 3300.0, 3950.0
_LONGEST_SECONDS = 120
_HIGHEST_RATE = 192_000
# What the wave module raises for heads that make no sense.
_NOT_ONE = (wave.Error, EOFError, RuntimeError, ArithmeticError, ValueError)


def read_wav(data: bytes) -> Samples:
    """Return the sound at 8 kHz, one channel; raise NotSound.

    Any rate, one channel or several, 16 bits. A length in the head that is not true, as
    espeak-ng writes into a pipe, does no harm. Two minutes at most.
    """
    try:
        with wave.open(io.BytesIO(data)) as file:
            shape = file.getnchannels(), file.getsampwidth(), file.getframerate()
            raw = file.readframes(min(file.getnframes(), shape[2] * _LONGEST_SECONDS))
    except _NOT_ONE as not_one:
        raise NotSound("This is no WAV file of plain samples.") from not_one
    channels, width, rate = shape
    if width != 2 or not 1000 <= rate <= _HIGHEST_RATE:
        raise NotSound(
            "A recording needs 16 bits and 1,000 to 192,000 samples a second."
        )
    whole = len(raw) - len(raw) % (2 * channels)
    samples = np.frombuffer(raw[:whole], dtype="<i2").reshape(-1, channels)
    return _at_telephone_rate(samples.mean(axis=1), rate)


def louder(samples: Samples, *, peak: int) -> Samples:
    """Return the same sound, its largest sample at `peak` (of 32,767)."""
    largest = int(np.abs(samples.astype(np.int32)).max(initial=0))
    if largest == 0:
        return samples
    return (samples * (peak / largest)).astype(np.int16)


def message_head() -> bytes:
    """Return the 58 bytes before PCMU sound of a length nobody knows yet.

    Both lengths say "until the end of the file", as programs that write into a pipe do.
    They cannot be filled in later: the first chunk is sealed while she still speaks.
    """
    return _head(riff=_UNKNOWN, samples=_UNKNOWN)


def with_length(head: bytes, *, size: int) -> bytes:
    """Return the first bytes of a message with its true lengths in the head.

    `size` is that of the opened file, head included. For whoever hands an opened
    message to a browser: without it Chromium plays it but says "149 hours". Bytes not
    of a message come back as they are.
    """
    if head[:HEAD_BYTES] != message_head() or size < HEAD_BYTES:
        return head
    return _head(riff=size - 8, samples=size - HEAD_BYTES) + head[HEAD_BYTES:]


def _head(*, riff: int, samples: int) -> bytes:
    mu_law, channels, width = 7, 1, 1
    form = struct.pack("<HHIIHHH", mu_law, channels, RATE, RATE, width, 8, 0)
    return (
        struct.pack("<4sI4s", b"RIFF", riff, b"WAVE")
        + struct.pack("<4sI", b"fmt ", len(form))
        + form
        + struct.pack("<4sII", b"fact", 4, samples)
        + struct.pack("<4sI", b"data", samples)
    )


def _at_telephone_rate(samples: npt.NDArray[np.float64], rate: int) -> Samples:
    """Return the samples at 8 kHz, without what a telephone cannot carry.

    Through the spectrum: what lies above half the new rate must go, else it would fold
    back as a whistle. Silence around it keeps the end out of the beginning.
    """
    if len(samples) == 0:
        return np.zeros(0, dtype=np.int16)
    count = round(len(samples) * RATE / rate)
    seconds = -(-len(samples) // rate) + 1
    spectrum = np.fft.rfft(samples, seconds * rate)
    wanted = np.zeros(seconds * RATE // 2 + 1, dtype=np.complex128)
    shared = min(len(wanted), len(spectrum))
    hertz = np.arange(shared) / seconds
    wanted[:shared] = spectrum[:shared] * _passes(hertz)
    sound = np.fft.irfft(wanted, seconds * RATE)[:count] * (RATE / rate)
    return np.clip(np.round(sound), -32768, 32767).astype(np.int16)


def _passes(hertz: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    fade = np.clip((hertz - _FULL_TO) / (_NOTHING_FROM - _FULL_TO), 0.0, 1.0)
    passed: npt.NDArray[np.float64] = (1 + np.cos(np.pi * fade)) / 2
    return passed
