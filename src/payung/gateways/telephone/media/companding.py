"""G.711, the sound of the telephone: one byte a sample, mu-law (PCMU) or A-law (PCMA).

8,000 samples a second, one channel. Linear samples are int16. Python's audioop is gone
after 3.12, so these are tables made with numpy; the tests compare them with it.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt


Samples = npt.NDArray[np.int16]

RATE = 8000
FRAME_SECONDS = 0.02
FRAME_BYTES = 160
PCMU_SILENCE = b"\xff"


class Codec(IntEnum):
    """The two codecs of every telephone; the value is the RTP payload type."""

    PCMU = 0
    PCMA = 8


def to_linear(pcmu: bytes) -> Samples:
    """Return the samples, -32,124 to 32,124."""
    return _MU_TO_LINEAR[np.frombuffer(pcmu, dtype=np.uint8)]


def from_linear(samples: Samples) -> bytes:
    """Return PCMU."""
    return _LINEAR_TO_MU[samples.astype(np.int32) + 32768].tobytes()


def transcode(sound: bytes, *, was: Codec, becomes: Codec) -> bytes:
    """Return the same sound in the other codec, or as it is where they are one."""
    if was is becomes:
        return sound
    return sound.translate(_MU_TO_A if becomes is Codec.PCMA else _A_TO_MU)


def loudness(pcmu: bytes) -> float:
    """Return the mean size of the samples, 0 to 32,124; 0 for no sound at all."""
    if not pcmu:
        return 0.0
    return float(_MU_SIZE[np.frombuffer(pcmu, dtype=np.uint8)].mean())


def _mu_expanded() -> Samples:
    code = ~np.arange(256) & 0xFF
    size = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84
    return np.where(code & 0x80, -size, size).astype(np.int16)


def _a_expanded() -> Samples:
    code = np.arange(256) ^ 0x55
    step = (code & 0x70) >> 4
    low = ((code & 0x0F) << 4) + 8
    size = np.where(step == 0, low, (low + 0x100) << np.maximum(step - 1, 0))
    return np.where(code & 0x80, size, -size).astype(np.int16)


def _mu_compressed() -> npt.NDArray[np.uint8]:
    """Return the code of every sample from -32,768 on, by its upper 14 bits."""
    samples = np.arange(-32768, 32768) >> 2
    size = np.minimum(np.abs(samples) + 33, 8191)
    step = np.clip(np.floor(np.log2(size)).astype(int) - 5, 0, 7)
    code = (step << 4) | ((size >> (step + 1)) & 0x0F)
    codes: npt.NDArray[np.uint8] = (code ^ np.where(samples < 0, 0x7F, 0xFF)).astype(
        np.uint8
    )
    return codes


def _a_compressed() -> npt.NDArray[np.uint8]:
    """Return the code of every sample from -32,768 on, by its upper 13 bits."""
    samples = np.arange(-32768, 32768) >> 3
    size = np.where(samples >= 0, samples, -samples - 1)
    step = np.clip(np.floor(np.log2(np.maximum(size, 1))).astype(int) - 4, 0, 7)
    code = (step << 4) | ((size >> np.maximum(step, 1)) & 0x0F)
    codes: npt.NDArray[np.uint8] = (code ^ np.where(samples >= 0, 0xD5, 0x55)).astype(
        np.uint8
    )
    return codes


_MU_TO_LINEAR = _mu_expanded()
_A_TO_LINEAR = _a_expanded()
_LINEAR_TO_MU = _mu_compressed()
_LINEAR_TO_A = _a_compressed()
_MU_SIZE = np.abs(_MU_TO_LINEAR.astype(np.float32))
_MU_TO_A = _LINEAR_TO_A[_MU_TO_LINEAR.astype(np.int32) + 32768].tobytes()
_A_TO_MU = _LINEAR_TO_MU[_A_TO_LINEAR.astype(np.int32) + 32768].tobytes()
