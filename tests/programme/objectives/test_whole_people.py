"""People are said in whole ones, and never more surely than they are known."""

from __future__ import annotations

import pytest

from payung.engines.indicators import Interval, Ratio, Total, Unit
from payung.programme.objectives.reports.wording import Saying
from payung.programme.objectives.wording import made_of


EIGHT = Total(count=8, interval=Interval(low=7.8, high=8.2))
IN_ENGLISH = Saying(language="en", own_digits=False)


@pytest.mark.parametrize("unit", [Unit.PEOPLE, Unit.EVENTS, Unit.CONTACTS])
def test_on_a_page_nobody_is_four_fifths_of_a_person(unit: Unit) -> None:
    assert made_of(EIGHT, unit) == "between 7 and 9"


@pytest.mark.parametrize("unit", [Unit.PEOPLE, Unit.REPORTS])
def test_in_a_report_the_ends_go_outwards_and_not_to_the_nearest(unit: Unit) -> None:
    assert IN_ENGLISH.made_of(EIGHT, unit) == "7 to 9"


def test_what_is_no_count_keeps_its_places() -> None:
    share = Ratio(
        numerator=7, denominator=8, interval=Interval(low=0.5291, high=0.9776)
    )

    assert IN_ENGLISH.made_of(share, Unit.SHARE) == "of 8; 52.9\u00a0% to 97.8\u00a0%"
