"""A sealed field opens for its own record and field, and for nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.sealed import (
    Envelope,
    RecordSecret,
    Refused,
    open_field,
    seal_field,
)
from payung.engines.sealed._padding import pad, padme, unpad


HERS = RecordSecret(record="0b9e6c2e-7a4d-4b6e-9f11-2d6a5a1c0e77", key=b"\x07" * 32)
FIELD = "report.story"

texts = st.text(max_size=300)


@given(text=texts)
def test_what_was_written_is_what_is_read(text: str) -> None:
    envelope = seal_field(HERS, FIELD, text)

    assert open_field(HERS, FIELD, envelope) == text


@given(text=texts, elsewhere=st.text(max_size=30).filter(lambda name: name != FIELD))
def test_an_envelope_moved_to_another_field_is_refused(
    text: str, elsewhere: str
) -> None:
    envelope = seal_field(HERS, FIELD, text)

    with pytest.raises(Refused):
        open_field(HERS, elsewhere, envelope)


@given(text=texts, record=st.uuids())
def test_an_envelope_moved_to_another_record_is_refused_even_under_the_same_key(
    text: str, record: object
) -> None:
    envelope = seal_field(HERS, FIELD, text)
    other = RecordSecret(record=str(record), key=HERS.key)

    with pytest.raises(Refused):
        open_field(other, FIELD, envelope)


@settings(max_examples=300)
@given(text=texts, where=st.integers(min_value=0), bit=st.integers(0, 7))
def test_an_envelope_with_any_bit_flipped_is_refused(
    text: str, where: int, bit: int
) -> None:
    data = bytearray(seal_field(HERS, FIELD, text).data)
    data[where % len(data)] ^= 1 << bit

    with pytest.raises(Refused):
        open_field(HERS, FIELD, Envelope(data=bytes(data)))


@given(data=st.binary(max_size=200))
def test_bytes_from_a_stranger_are_refused_and_nothing_else_happens(
    data: bytes,
) -> None:
    with pytest.raises(Refused):
        open_field(HERS, FIELD, Envelope(data=data))


def test_an_unknown_first_byte_is_refused_and_not_guessed() -> None:
    data = seal_field(HERS, FIELD, "text").data

    for byte in (0, 2, 3, 255):
        with pytest.raises(Refused):
            Envelope.read(bytes([byte]) + data[1:])


@given(text=texts)
def test_an_envelope_survives_the_way_through_a_browser(text: str) -> None:
    envelope = seal_field(HERS, FIELD, text)

    assert Envelope.read_text(envelope.to_text()) == envelope


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("AQ", id="too short"),
        pytest.param("she was taken", id="plain words"),
        pytest.param("AQ" + "A" * 126, id="a length no envelope has"),
        pytest.param("AQ==", id="with padding signs"),
    ],
)
def test_what_is_not_shaped_like_an_envelope_is_refused_at_intake(text: str) -> None:
    with pytest.raises(Refused):
        Envelope.read_text(text)


def test_the_same_words_never_look_the_same_twice() -> None:
    once, again = seal_field(HERS, FIELD, "yes"), seal_field(HERS, FIELD, "yes")

    assert once.data[1:13] != again.data[1:13]
    assert once.data[13:] != again.data[13:]


@pytest.mark.parametrize("name", ["\ud800", "x" * 65_536], ids=["no text", "too long"])
def test_a_name_that_cannot_be_written_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        seal_field(HERS, name, "yes")


def test_an_envelope_shows_only_its_length() -> None:
    envelope = seal_field(HERS, FIELD, "yes")

    assert repr(envelope) == "<Envelope 93 bytes>"


def test_yes_and_a_short_sentence_look_alike() -> None:
    short = seal_field(HERS, FIELD, "yes")
    longer = seal_field(HERS, FIELD, "she was taken to the station at night")

    assert len(short.data) == len(longer.data)


@given(length=st.integers(65, 10_000_000))
def test_hiding_a_length_costs_at_most_twelve_percent(length: int) -> None:
    assert length <= padme(length) <= length * 1.12


@given(text=st.binary(max_size=5000))
def test_padding_comes_off_as_it_went_on(text: bytes) -> None:
    assert unpad(pad(text)) == text


@given(text=st.binary(max_size=300), zeros=st.integers(1, 40))
def test_padding_longer_than_needed_is_refused(text: bytes, zeros: int) -> None:
    with pytest.raises(Refused):
        unpad(pad(text) + bytes(zeros))
