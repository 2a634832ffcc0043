"""Texts as mobile networks carry them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from payung.gateways.messages.gsm_text import (
    in_parts,
    is_narrow,
    read_narrow,
    read_wide,
    wide_parts,
)
from tests.gateways.messages.pdu import GSM7, GSM7_MORE


NARROW = "".join(sign for sign in GSM7 if sign != "\x1b") + "".join(GSM7_MORE)


@pytest.mark.parametrize(
    ("text", "narrow", "parts"),
    [
        pytest.param("a" * 160, True, 1, id="a full short text"),
        pytest.param("a" * 161, True, 2, id="one sign more"),
        pytest.param("€" * 80, True, 1, id="signs of two septets"),
        pytest.param("€" * 81, True, 2, id="one of them more"),
        pytest.param("€" * 153, True, 3, id="two octets do not fit into the last"),
        pytest.param("a`", False, 1, id="a sign that is not GSM's"),
        pytest.param("আ" * 70, False, 1, id="a full bengali text"),
        pytest.param("আ" * 71, False, 2, id="one bengali sign more"),
        pytest.param("🌂" * 36, False, 2, id="signs of two halves"),
    ],
)
def test_a_text_has_as_many_parts_as_it_needs(
    text: str, narrow: bool, parts: int
) -> None:
    found = in_parts(text)

    assert (found[0], len(found[1])) == (narrow, parts)


@how(deadline=None)
@given(st.text(alphabet=NARROW, min_size=100, max_size=400))
def test_narrow_parts_say_the_text_each_by_itself(text: str) -> None:
    narrow, parts = in_parts(text)

    assert narrow
    assert "".join(map(read_narrow, parts)) == text
    assert all(len(part) <= (153 if parts[1:] else 160) for part in parts)


@how(deadline=None)
@given(st.text(min_size=50, max_size=300).filter(lambda text: text.isprintable()))
def test_wide_parts_say_the_text_each_by_itself(text: str) -> None:
    parts = wide_parts(text)

    assert "".join(map(read_wide, parts)) == text
    assert all(len(part) <= (134 if parts[1:] else 140) for part in parts)


@how(deadline=None)
@given(st.binary(max_size=200))
def test_octets_from_anywhere_can_be_read(octets: bytes) -> None:
    assert (read_narrow(octets) + read_wide(octets)).encode() is not None


def test_two_tables_of_the_alphabet_agree() -> None:
    assert all(is_narrow(sign) for sign in NARROW)
    assert not is_narrow("\x1b")
