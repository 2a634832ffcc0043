"""When a room is to be open: repeating days less the days off."""

from __future__ import annotations

from datetime import date

import pytest

from payung.engines.indicators import month_of
from payung.programme.safe_spaces.models import OpeningRule
from payung.programme.safe_spaces.planned import days_off, planned_days
from payung.programme.safe_spaces.planning import (
    NotARule,
    Repeats,
    checked,
    days_planned,
    weekly,
)
from payung.programme.safe_spaces.refusals import EndsTooSoon, NotARuleOfDays
from payung.programme.safe_spaces.sites import (
    Hours,
    add_hours,
    close_site,
    edit_day_off,
    end_hours,
)

from .conftest import NOW, Office


NOVEMBER = month_of(2026, 11)


def november(*days: int) -> set[date]:
    return {date(2026, 11, day) for day in days}


def planned(*rules: str, off: set[date] | None = None) -> set[date]:
    repeats = [Repeats(rule=rule, first=date(2026, 11, 1)) for rule in rules]
    last = date(2026, 11, 14)
    found = days_planned(repeats, off=off or set(), first=date(2026, 11, 1), last=last)
    return set(found)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        pytest.param("FREQ=WEEKLY;BYDAY=MO,FR", (2, 6, 9, 13), id="two days a week"),
        pytest.param("FREQ=DAILY;INTERVAL=5", (1, 6, 11), id="every fifth day"),
        pytest.param(
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", (10,), id="every second Tuesday"
        ),
        pytest.param("FREQ=MONTHLY;BYDAY=2WE", (11,), id="the second Wednesday"),
        pytest.param("FREQ=MONTHLY;BYMONTHDAY=1,-24", (1, 7), id="days of the month"),
    ],
)
def test_a_rule_names_its_days(rule: str, days: tuple[int, ...]) -> None:
    assert planned(rule) == november(*days)


def test_a_day_that_two_rules_name_is_one_day() -> None:
    found = planned("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO,TU")

    assert found == november(2, 3, 9, 10)


def test_a_day_off_is_not_planned() -> None:
    assert planned("FREQ=WEEKLY;BYDAY=MO", off=november(9)) == november(2)


def test_weekdays_become_a_rule_in_the_order_of_the_week() -> None:
    assert weekly(["FR", "MO"]) == "FREQ=WEEKLY;BYDAY=MO,FR"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("every monday", "EVERY MONDAY", id="words"),
        pytest.param("FREQ=HOURLY", "FREQ=HOURLY", id="within a day"),
        pytest.param("FREQ=DAILY;COUNT=3", "COUNT=3", id="ends by counting"),
        pytest.param("FREQ=DAILY;BYHOUR=3", "BYHOUR=3", id="hours"),
        pytest.param("FREQ=DAILY;INTERVAL=0", "INTERVAL=0", id="every no days"),
        pytest.param("FREQ=WEEKLY;BYDAY=", "BYDAY=", id="no day"),
        pytest.param("FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY", id="said twice"),
        pytest.param("FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=XX", id="no such day"),
        pytest.param("BYDAY=MO", "FREQ=", id="how often is not said"),
    ],
)
def test_a_text_that_names_no_days_is_refused_with_its_part(
    text: str, part: str
) -> None:
    with pytest.raises(NotARule) as refused:
        checked(text)

    assert refused.value.part == part


def test_a_rule_is_kept_in_capitals_without_its_name() -> None:
    assert checked(" rrule:freq=weekly;byday=mo ") == "FREQ=WEEKLY;BYDAY=MO"


def test_a_rule_that_no_day_fulfils_plans_none() -> None:
    assert planned("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") == set()


def test_holidays_of_the_country_are_not_planned(office: Office) -> None:
    days = planned_days(office.site, NOVEMBER)

    # 21 working days; the 9th, 10th and 11th are Tihar.
    assert len(days) == 18
    assert not days & november(9, 10, 11)


def test_a_local_edit_opens_a_holiday_and_closes_a_working_day(office: Office) -> None:
    edit_day_off(
        actor=office.maya, day=date(2026, 11, 9), is_open=True, label="", at=NOW
    )
    edit_day_off(
        actor=office.maya, day=date(2026, 11, 12), is_open=False, label="Strike", at=NOW
    )

    days = planned_days(office.site, NOVEMBER)

    assert date(2026, 11, 9) in days
    assert date(2026, 11, 12) not in days
    assert date(2026, 11, 9) not in days_off("np", [2026])


def test_hours_that_end_leave_what_was_promised_before(office: Office) -> None:
    [rule] = OpeningRule.objects.all()

    end_hours(actor=office.maya, rule=rule, last=date(2026, 11, 5), at=NOW)

    assert planned_days(office.site, NOVEMBER) == november(2, 3, 4, 5)


def test_a_room_promises_nothing_after_its_end(office: Office) -> None:
    close_site(actor=office.maya, site=office.site, on=date(2026, 11, 3), at=NOW)

    assert planned_days(office.site, NOVEMBER) == november(2, 3)


def test_hours_that_cannot_be_are_answered_with_what_to_do(office: Office) -> None:
    [rule] = OpeningRule.objects.all()
    [opens, closes] = rule.opens, rule.closes

    def hours(text: str, last: date) -> Hours:
        first = date(2026, 11, 1)
        return Hours(rule=text, opens=opens, closes=closes, first=first, last=last)

    words_said = hours("each monday", date(2026, 12, 1))
    ends_before = hours("FREQ=DAILY", date(2026, 10, 1))

    with pytest.raises(NotARuleOfDays) as words:
        add_hours(actor=office.maya, site=office.site, hours=words_said, at=NOW)
    with pytest.raises(EndsTooSoon) as early:
        add_hours(actor=office.maya, site=office.site, hours=ends_before, at=NOW)

    assert "Choose days of the week" in words.value.sentence
    assert early.value.field == "last"
