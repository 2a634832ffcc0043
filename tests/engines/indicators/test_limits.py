"""In time, out of time, or not to be said: by the hour, and with times half known."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.indicators import (
    Known,
    NotComputable,
    Ratio,
    RunsBackwards,
    Verdict,
    Why,
    by_deadline,
    complaint_verdict,
    contact_verdict,
    det_lawful,
    exactly,
    has_consent,
    share_in_time,
    share_of,
    timely_verdict,
    within,
)


AT = datetime(2026, 8, 1, tzinfo=UTC)
HOURS = st.integers(0, 400).map(lambda hours: AT + timedelta(hours=hours))
KNOWN = st.tuples(HOURS, HOURS).map(
    lambda pair: Known(earliest=min(pair), latest=max(pair))
)
LATER = AT + timedelta(days=60)


@given(started=KNOWN, done=KNOWN, limit=st.integers(0, 200), data=st.data())
def test_what_is_surely_in_is_in_whenever_it_really_was(
    started: Known, done: Known, limit: int, data: st.DataObject
) -> None:
    truly_started = data.draw(
        st.datetimes(
            min_value=started.earliest.replace(tzinfo=None),
            max_value=started.latest.replace(tzinfo=None),
            timezones=st.just(UTC),
        )
    )
    truly_done = data.draw(
        st.datetimes(
            min_value=done.earliest.replace(tzinfo=None),
            max_value=done.latest.replace(tzinfo=None),
            timezones=st.just(UTC),
        )
    )
    span = timedelta(hours=limit)

    said = within(started, done, span, at=LATER)
    truly = within(exactly(truly_started), exactly(truly_done), span, at=LATER)

    assert truly in (Verdict.IN, Verdict.OUT)
    assert said in (truly, Verdict.UNKNOWN)


@given(started=KNOWN, limit=st.integers(0, 200), at=HOURS)
def test_who_is_still_held_is_out_only_when_the_latest_limit_has_passed(
    started: Known, limit: int, at: datetime
) -> None:
    deadline = started.later(timedelta(hours=limit))

    verdict = by_deadline(None, deadline, at=at)

    assert verdict is (Verdict.OUT if at > deadline.latest else Verdict.WAITING)


def test_what_is_not_known_widens_the_interval_both_ways() -> None:
    sure = share_in_time({Verdict.IN: 30, Verdict.OUT: 10})
    less_sure = share_in_time({Verdict.IN: 30, Verdict.OUT: 10, Verdict.UNKNOWN: 20})

    assert isinstance(sure, Ratio)
    assert isinstance(less_sure, Ratio)
    assert sure.interval is not None
    assert less_sure.interval is not None
    assert sure.value == less_sure.value == 0.75
    assert less_sure.interval.low < sure.interval.low
    assert less_sure.interval.high > sure.interval.high


def test_where_no_time_is_known_well_enough_there_is_no_share() -> None:
    assert det_lawful({Verdict.UNKNOWN: 9}) == NotComputable(why=Why.TIMES_NOT_KNOWN)
    assert det_lawful(Counter()) == NotComputable(why=Why.NO_RECORDS)


def test_a_deadline_that_pauses_put_later_is_taken_from_the_clock_and_not_computed() -> (
    None
):
    # Taken at midnight, 24 hours, and a journey of three hours that is not counted.
    deadline = exactly(AT + timedelta(hours=27))

    verdict = by_deadline(exactly(AT + timedelta(hours=26)), deadline, at=LATER)

    assert verdict is Verdict.IN


@pytest.mark.parametrize(
    ("hours", "verdict"),
    [(71.99, Verdict.IN), (72, Verdict.IN), (72.01, Verdict.OUT), (-1, Verdict.IN)],
)
def test_seventy_two_hours_are_counted_by_the_hour_and_not_by_three_days(
    hours: float, verdict: Verdict
) -> None:
    recorded = AT + timedelta(hours=hours)

    assert timely_verdict(happened=exactly(AT), recorded_at=recorded) is verdict


def test_contact_in_the_same_hour_as_the_release_is_not_known_to_be_before_it() -> None:
    ended = Known(earliest=AT + timedelta(hours=5), latest=AT + timedelta(hours=6))
    contact = exactly(AT + timedelta(hours=5, minutes=30))

    assert contact_verdict(contact=contact, ended=ended) is Verdict.UNKNOWN


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(RunsBackwards, match="latest moment lies before the earliest"):
        Known(earliest=AT + timedelta(hours=1), latest=AT)


def test_four_answers_of_five_are_no_consent_on_file() -> None:
    assert not has_consent({"help", "statistics", "advocacy", "court"})
    assert has_consent({"help", "statistics", "advocacy", "court", "public"})


@pytest.mark.parametrize(
    ("days_ago", "answered_after", "verdict"),
    [
        (29.99, 1, Verdict.WAITING),
        (30, 1, Verdict.IN),
        (31, 30, Verdict.IN),
        (40, 30.01, Verdict.OUT),
        (30, None, Verdict.WAITING),
        (30.01, None, Verdict.OUT),
    ],
)
def test_a_complaint_counts_once_its_thirty_days_are_over_answered_or_not(
    days_ago: float, answered_after: float | None, verdict: Verdict
) -> None:
    filed = AT
    answered = None if answered_after is None else AT + timedelta(days=answered_after)

    said = complaint_verdict(
        filed_at=filed, answered_at=answered, at=AT + timedelta(days=days_ago)
    )

    assert said is verdict


def test_only_what_is_there_is_counted() -> None:
    assert share_in_time({Verdict.IN: 2}) == share_of(2, 2)
    assert share_in_time({Verdict.OUT: 2}) == share_of(0, 2)


def test_contact_while_she_is_still_held_is_in_time_and_none_can_still_come() -> None:
    assert contact_verdict(contact=exactly(AT), ended=None) is Verdict.IN
    assert contact_verdict(contact=None, ended=None) is Verdict.WAITING


def test_contact_in_the_minute_of_the_release_was_before_it() -> None:
    assert contact_verdict(contact=exactly(AT), ended=exactly(AT)) is Verdict.IN


def test_done_at_the_last_moment_of_the_latest_deadline_may_have_been_in_time() -> None:
    deadline = Known(earliest=AT, latest=AT + timedelta(hours=4))

    at_last = by_deadline(exactly(deadline.latest), deadline, at=LATER)
    after = by_deadline(
        exactly(deadline.latest + timedelta(minutes=1)), deadline, at=LATER
    )

    assert (at_last, after) == (Verdict.UNKNOWN, Verdict.OUT)
