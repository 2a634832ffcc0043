"""Long texts in parts: whatever comes, nothing is lost and nothing waits for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from payung.gateways.messages.long_texts import LongTexts, Part, Whole


AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
PATIENCE = timedelta(minutes=10)


def part(number: int, of: int, text: str, *, place: int, reference: int = 7) -> Part:
    return Part(
        sender="A",
        text=text,
        sent_at=AT,
        place=place,
        reference=reference,
        number=number,
        of=of,
    )


def looks(parts: list[Part], *, later: timedelta = timedelta()) -> list[Whole]:
    texts = LongTexts(patience=PATIENCE)
    texts.ready(parts, at=AT)
    return texts.ready(parts, at=AT + later)


def test_a_part_that_the_network_repeated_is_said_once_and_deleted_twice() -> None:
    parts = [
        part(1, 2, "one ", place=3),
        part(1, 2, "one ", place=4),
        part(2, 2, "two", place=5),
    ]

    (whole,) = looks(parts)

    assert (whole.text, whole.places) == ("one two", (3, 4, 5))


def test_another_text_under_the_same_reference_is_another_text() -> None:
    parts = [
        part(1, 2, "first ", place=1),
        part(1, 2, "second ", place=2),
        part(2, 2, "end of first", place=3),
        part(2, 2, "end of second", place=4),
    ]

    texts = [whole.text for whole in looks(parts)]

    assert texts == ["first end of first", "second end of second"]


def test_gaps_beside_one_another_are_one_gap() -> None:
    parts = [part(1, 5, "begin", place=1), part(4, 5, "end", place=2)]

    early, late = looks(parts), looks(parts, later=PATIENCE)

    assert early == []
    assert [whole.text for whole in late] == ["begin…end…"]


def test_the_wait_begins_when_the_first_part_was_seen() -> None:
    texts = LongTexts(patience=PATIENCE)
    first, second = part(1, 3, "a", place=1), part(2, 3, "b", place=2)
    texts.ready([first], at=AT)
    texts.ready([first, second], at=AT + timedelta(minutes=9))

    ready = texts.ready([first, second], at=AT + timedelta(minutes=10))

    assert [whole.text for whole in ready] == ["ab…"]


def test_a_sign_that_was_cut_in_two_is_whole_again() -> None:
    parts = [part(1, 2, "a\ud83c", place=1), part(2, 2, "\udf02b", place=2)]

    (whole,) = looks(parts)

    assert whole.text == "a🌂b"


@how(deadline=None)
@given(
    st.lists(
        st.builds(
            part,
            st.integers(1, 3),
            st.integers(3, 4),
            st.sampled_from(["x", "y"]),
            place=st.integers(1, 99),
            reference=st.integers(1, 2),
        ),
        max_size=12,
        unique_by=lambda one: one.place,
    )
)
def test_sooner_or_later_every_place_is_given_exactly_once(parts: list[Part]) -> None:
    given_now = [
        place for whole in looks(parts, later=PATIENCE) for place in whole.places
    ]

    assert sorted(given_now) == sorted(one.place for one in parts)
