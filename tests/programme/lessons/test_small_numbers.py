"""The checker is shown the numbers that are smaller than what is published."""

from __future__ import annotations

import pytest

from payung.programme.lessons.small_numbers import small_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("3 women were taken", ("3",), id="a count of people"),
        pytest.param("३ जना", ("3",), id="in the digits of Nepal"),
        pytest.param("12 came, then 9, then 9", ("9",), id="once, and not from ten on"),
        pytest.param("0 were kept", (), id="none is not few"),
        pytest.param("in 2026-Q3 and on 5/6", (), id="a period and a day"),
        pytest.param("from 3:15, by 4 %", ("4",), id="a time, and a share with a gap"),
        pytest.param("by 4%, 2.5 hours", (), id="a share and a measure"),
        pytest.param("five women", (), id="in words it is the reader's to see"),
    ],
)
def test_numbers_that_could_count_few_people_are_found(
    text: str, found: tuple[str, ...]
) -> None:
    assert small_numbers(text, smallest=10) == found
