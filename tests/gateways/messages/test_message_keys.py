"""Names for messages that name nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from payung.gateways.messages.message_keys import key_of, moment


def test_the_same_facts_have_the_same_key_and_no_other() -> None:
    once, again = key_of(b"k", "ab", "c"), key_of(b"k", "ab", "c")
    others = {
        key_of(b"k", "a", "bc"),
        key_of(b"k", "abc"),
        key_of(b"k", "c", "ab"),
        key_of(b"k", "ab", "c", ""),
        key_of(b"another", "ab", "c"),
    }

    assert once == again
    assert len({once} | others) == 6


@given(st.lists(st.text(alphabet=st.characters(), max_size=9), max_size=4))
def test_every_text_can_be_a_fact(facts: list[str]) -> None:
    key = key_of(b"k", *facts)

    assert len(key) == 32
    assert set(key) <= set("0123456789abcdef")


def test_half_a_sign_can_be_a_fact() -> None:
    assert key_of(b"k", "\ud800") != key_of(b"k", "\ud801")


def test_a_moment_is_the_same_in_every_zone() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    at = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)

    assert moment(at) == moment(at.astimezone(kathmandu))
