"""An attachment is read whole or in parts, and never after someone cut or mixed it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.sealed import (
    RecordSecret,
    Refused,
    StreamReader,
    new_record_secret,
    plain_size,
    restream,
    seal_stream,
    sealed_size,
)


SECRET = RecordSecret(record="r-1", key=b"\x07" * 32)
CHUNK = 65_536
FILM = bytes(at * 7 % 251 for at in range(3 * CHUNK + 1000))
SEALED_CHUNK = CHUNK + 16


def sealed(plain: bytes, attachment: str = "a-1") -> bytes:
    return b"".join(seal_stream(SECRET, attachment, [plain]))


def opened(data: bytes, attachment: str = "a-1") -> bytes:
    return b"".join(StreamReader(SECRET, attachment, io.BytesIO(data)))


SEALED_FILM = sealed(FILM)
sizes = st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])


@settings(max_examples=30, deadline=None)
@given(size=sizes, piece=st.integers(1, 100_000))
def test_a_file_sealed_in_pieces_of_any_size_comes_back(size: int, piece: int) -> None:
    plain = FILM[:size]
    pieces = [plain[at : at + piece] for at in range(0, size, piece)] + [b""]

    data = b"".join(seal_stream(SECRET, "a-1", pieces))

    assert opened(data) == plain
    assert len(data) == sealed_size(size)
    assert plain_size(len(data)) == size


@settings(max_examples=100, deadline=None)
@given(start=st.integers(-5, len(FILM) + 5), stop=st.integers(0, len(FILM) + 5))
def test_a_range_is_the_slice_of_the_file(start: int, stop: int) -> None:
    reader = StreamReader(SECRET, "a-1", io.BytesIO(SEALED_FILM))

    part = b"".join(reader.read(start, stop))

    assert part == FILM[max(0, start) : stop]


@settings(max_examples=150, deadline=None)
@given(length=st.integers(0, len(SEALED_FILM) - 1))
def test_a_file_cut_anywhere_is_refused_before_any_byte_is_read(length: int) -> None:
    with pytest.raises(Refused):
        StreamReader(SECRET, "a-1", io.BytesIO(SEALED_FILM[:length]))


@pytest.mark.parametrize("chunks", [0, 1, 2, 3])
def test_a_file_cut_between_two_chunks_is_refused(chunks: int) -> None:
    with pytest.raises(Refused):
        opened(SEALED_FILM[: 17 + chunks * SEALED_CHUNK])


@settings(max_examples=60, deadline=None)
@given(where=st.integers(0, len(SEALED_FILM) - 1), bit=st.integers(0, 7))
def test_a_file_with_any_bit_flipped_is_refused(where: int, bit: int) -> None:
    data = bytearray(SEALED_FILM)
    data[where] ^= 1 << bit

    with pytest.raises(Refused):
        opened(bytes(data))


def test_two_chunks_that_changed_places_are_refused() -> None:
    header, body = SEALED_FILM[:17], SEALED_FILM[17:]
    first, second = body[:SEALED_CHUNK], body[SEALED_CHUNK : 2 * SEALED_CHUNK]

    with pytest.raises(Refused):
        opened(header + second + first + body[2 * SEALED_CHUNK :])


def test_a_chunk_from_another_file_of_the_same_record_is_refused() -> None:
    other = sealed(FILM)

    with pytest.raises(Refused):
        opened(SEALED_FILM[: 17 + SEALED_CHUNK] + other[17 + SEALED_CHUNK :])


def test_a_file_longer_than_it_was_sealed_is_refused() -> None:
    with pytest.raises(Refused):
        opened(SEALED_FILM + b"\x00" * 20)


def test_a_file_put_in_the_place_of_another_is_refused() -> None:
    with pytest.raises(Refused):
        opened(SEALED_FILM, attachment="a-2")


def test_a_file_of_another_record_is_refused() -> None:
    other = RecordSecret(record="r-2", key=SECRET.key)

    with pytest.raises(Refused):
        StreamReader(other, "a-1", io.BytesIO(SEALED_FILM))


@given(data=st.binary(max_size=200))
def test_bytes_from_a_stranger_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        StreamReader(SECRET, "a-1", io.BytesIO(data))


def test_a_file_carried_to_a_new_key_opens_with_that_key_only() -> None:
    after = new_record_secret("r-1")

    moved = b"".join(
        restream(io.BytesIO(SEALED_FILM), "a-1", before=SECRET, after=after)
    )

    assert b"".join(StreamReader(after, "a-1", io.BytesIO(moved))) == FILM
    with pytest.raises(Refused):
        opened(moved)
