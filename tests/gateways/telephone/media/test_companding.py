"""Sound of the telephone, compared with Python's own audioop while it lasts."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from payung.gateways.telephone.media.companding import (
    PCMU_SILENCE,
    Codec,
    from_linear,
    loudness,
    to_linear,
    transcode,
)


with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop


EVERY_BYTE = bytes(range(256))
EVERY_SAMPLE = np.arange(-32768, 32768).astype(np.int16)


@pytest.mark.oracle
def test_every_sample_is_written_as_audioop_writes_it() -> None:
    assert from_linear(EVERY_SAMPLE) == audioop.lin2ulaw(EVERY_SAMPLE.tobytes(), 2)


@pytest.mark.oracle
def test_every_byte_is_heard_as_audioop_hears_it() -> None:
    assert to_linear(EVERY_BYTE).tobytes() == audioop.ulaw2lin(EVERY_BYTE, 2)


@pytest.mark.oracle
def test_between_the_codecs_is_as_audioop_goes() -> None:
    linear = audioop.ulaw2lin(EVERY_BYTE, 2)
    back = audioop.alaw2lin(EVERY_BYTE, 2)

    to_a = transcode(EVERY_BYTE, was=Codec.PCMU, becomes=Codec.PCMA)
    to_mu = transcode(EVERY_BYTE, was=Codec.PCMA, becomes=Codec.PCMU)

    assert to_a == audioop.lin2alaw(linear, 2)
    assert to_mu == audioop.lin2ulaw(back, 2)


def test_there_and_back_changes_a_loud_sample_by_a_thirtieth_at_most() -> None:
    pcmu = from_linear(EVERY_SAMPLE)

    through = transcode(
        transcode(pcmu, was=Codec.PCMU, becomes=Codec.PCMA),
        was=Codec.PCMA,
        becomes=Codec.PCMU,
    )

    loud = np.abs(EVERY_SAMPLE.astype(int)) > 2000
    before, after = to_linear(pcmu).astype(int), to_linear(through).astype(int)
    assert np.all(np.abs(before - after)[loud] * 30 <= np.abs(before)[loud])


def test_silence_has_no_loudness_and_the_loudest_sample_has_the_most() -> None:
    assert loudness(PCMU_SILENCE * 160) == 0.0
    assert loudness(b"\x80" * 160) == 32124.0
    assert loudness(b"") == 0.0
