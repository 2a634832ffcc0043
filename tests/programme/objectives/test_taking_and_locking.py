"""Numbers are computed and added, never typed or changed; a period locks by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from payung.engines.indicators import Because, Changed, parse_period
from payung.programme.objectives.changes import changes_since, revisions_of
from payung.programme.objectives.models import DataPeriodLock, IndicatorSnapshot
from payung.programme.objectives.sweeping import periods_due
from payung.programme.objectives.taking import take
from tests.programme.objectives.small_rows import noon, note


pytestmark = pytest.mark.django_db

QUARTER = parse_period("2026-Q3")
SOON = datetime(2026, 10, 5, tzinfo=UTC)
LOCKED = datetime(2026, 11, 5, tzinfo=UTC)
MUCH_LATER = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Clerk:
    handle: str = "clerk"


def take_reports(at: datetime) -> tuple[IndicatorSnapshot, ...]:
    return take(actor=Clerk(), country="np", period=QUARTER, at=at, codes=["VIO_REP"])


def whole() -> list[tuple[int, str, float]]:
    rows = IndicatorSnapshot.objects.filter(part="").order_by("number")
    return [(row.number, row.status, row.value["count"]) for row in rows]


def test_the_same_number_taken_twice_adds_nothing() -> None:
    note(1, noon(7, 2), date(2026, 7, 1))

    assert take_reports(SOON)
    assert take_reports(SOON) == ()


def test_a_number_becomes_final_by_the_lock_and_a_later_one_is_a_row_beside_it() -> (
    None
):
    note(1, noon(7, 2), date(2026, 7, 1))
    take_reports(SOON)
    take_reports(LOCKED)
    note(2, noon(9, 2), date(2026, 9, 1))
    take_reports(MUCH_LATER)

    assert whole() == [(1, "provisional", 1), (2, "final", 1), (3, "final", 2)]
    rows = list(IndicatorSnapshot.objects.filter(part=""))
    newest = revisions_of(rows)[0]
    assert newest.changed is Changed.REVISED
    assert newest.because is Because.LATE_DATA


def test_a_quarter_locks_thirty_one_days_after_its_end_in_the_countrys_own_zone() -> (
    None
):
    note(1, noon(7, 2), date(2026, 7, 1))
    take_reports(SOON)

    lock = DataPeriodLock.objects.get()

    # 1 November at midnight in Kathmandu.
    assert lock.locks_at == datetime(2026, 10, 31, 18, 15, tzinfo=UTC)


def test_what_changed_since_a_report_names_each_number_once() -> None:
    note(1, noon(7, 2), date(2026, 7, 1))
    take_reports(SOON)
    note(2, noon(9, 2), date(2026, 9, 1))
    take_reports(LOCKED)

    changes = changes_since("np", [QUARTER], since=SOON)

    of_all = [one for one in changes if one.now is not None and not one.now.part]
    assert [one.changed for one in of_all] == [Changed.REVISED]


def test_a_row_says_by_which_code_and_of_which_records_it_was_made() -> None:
    note(1, noon(7, 2), date(2026, 7, 1))

    row = take_reports(SOON)[0]

    assert len(row.code_hash) == 64
    assert row.watermark.startswith("reports:2026-07-02")
    assert (row.expected, row.reported, row.missing) == (3, 1, ["2026-08", "2026-09"])


def test_every_indicator_of_the_sheets_comes_out_of_an_empty_country() -> None:
    added = take(actor=Clerk(), country="bd", period=QUARTER, at=LOCKED)

    assert len({row.indicator for row in added}) == 62
    assert {row.value["kind"] for row in added} <= {"not_computable", "ratio", "total"}


def test_the_night_takes_what_is_not_final_and_leaves_what_is() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    first = [str(period) for period in periods_due("np", at=at)]
    take(actor=Clerk(), country="np", period=QUARTER, at=at, codes=["PEER_EXCH"])

    assert first == ["2026-09", "2026-10", "2026-11", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert "2026-Q3" not in [str(period) for period in periods_due("np", at=at)]
