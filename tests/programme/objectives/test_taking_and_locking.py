"""Numbers are computed and added, never typed or changed; a period locks by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from payung.engines.indicators import Because, Changed, Total, parse_period
from payung.programme.journal.models import Entry
from payung.programme.objectives.changes import changes_since, revisions_of
from payung.programme.objectives.due_days import lock_of
from payung.programme.objectives.locks import lock
from payung.programme.objectives.models import (
    DataPeriodLock,
    IndicatorSnapshot,
    ReleasedFigure,
)
from payung.programme.objectives.revisions import revisions_since
from payung.programme.objectives.sweeping import periods_open, take_what_is_due
from payung.programme.objectives.taking import take
from tests.cast import MAYA, PASSPHRASE, team_of
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


def test_the_night_takes_what_is_open_and_locks_what_is_due() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)

    open_then = [str(period) for period in periods_open("np", at=at)]
    note(1, noon(7, 2), date(2026, 7, 1))
    take_what_is_due(actor=Clerk(), country="np", at=at)

    # October locked at midnight in Kathmandu on 16 November.
    assert open_then == ["2026-11", "2026-Q4", "2026-H2", "2026"]
    locked = DataPeriodLock.objects.filter(locked_at=at).order_by("period")
    assert [row.period for row in locked] == [
        *("2024", "2025", "2025-H2"),
        "2026-09",
        "2026-10",
        "2026-H1",
        "2026-Q2",
        "2026-Q3",
    ]
    assert IndicatorSnapshot.objects.filter(period="2026-Q3", status="final").exists()


def test_a_record_after_the_lock_is_found_at_night_and_said_with_both_numbers() -> None:
    note(1, noon(7, 2), date(2026, 7, 1))
    take_what_is_due(actor=Clerk(), country="np", at=LOCKED)
    note(2, noon(9, 2), date(2026, 9, 1))

    take_what_is_due(actor=Clerk(), country="np", at=MUCH_LATER)

    rows = IndicatorSnapshot.objects.filter(
        indicator="VIO_REP", period="2026-Q3", part=""
    )
    newest = revisions_of(list(rows))[0]
    assert newest.because is Because.LATE_DATA
    both = [one.value for one in (newest.before, newest.now) if one is not None]
    assert both == [Total(count=1), Total(count=2)]
    kinds = list(Entry.objects.values_list("kind", flat=True))
    assert "objectives.revised" in kinds


def test_a_night_without_late_records_adds_nothing() -> None:
    note(1, noon(7, 2), date(2026, 7, 1))
    take_what_is_due(actor=Clerk(), country="np", at=LOCKED)
    before = IndicatorSnapshot.objects.filter(period="2026-Q3").count()

    take_what_is_due(actor=Clerk(), country="np", at=MUCH_LATER)

    assert IndicatorSnapshot.objects.filter(period="2026-Q3").count() == before


class PowerCut(Exception):
    pass


class CutAfter:
    """Let so many writes through, then nothing."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.startswith(("INSERT", "UPDATE")):
            if self.left == 0:
                raise PowerCut
            self.left -= 1
        return execute(sql, params, many, context)


@pytest.mark.parametrize("writes", [0, 1, 2, 3])
def test_a_lock_that_is_cut_short_leaves_no_half_and_is_made_by_the_next_night(
    writes: int,
) -> None:
    note(1, noon(7, 2), date(2026, 7, 1))
    due = lock_of("np", QUARTER, at=SOON)

    with pytest.raises(PowerCut), connection.execute_wrapper(CutAfter(writes)):
        lock(actor=Clerk(), due=due, at=LOCKED)

    due.refresh_from_db()
    assert due.locked_at is None
    assert not IndicatorSnapshot.objects.exists()
    assert lock(actor=Clerk(), due=due, at=LOCKED)
    assert lock(actor=Clerk(), due=due, at=LOCKED) == ()


def test_a_quarter_that_locked_and_was_not_protected_is_protected_by_the_next_night() -> (
    None
):
    for n in range(40):
        note(n, noon(7, 2), date(2026, 7, 1))
    lock(actor=Clerk(), due=lock_of("np", QUARTER, at=SOON), at=LOCKED)

    take_what_is_due(actor=Clerk(), country="np", at=MUCH_LATER)

    assert ReleasedFigure.objects.filter(indicator="VIO_REP").exists()
    assert DataPeriodLock.objects.get(period="2026-Q3").released_at == MUCH_LATER


def test_no_page_and_no_coordinator_moves_or_takes_back_a_lock() -> None:
    team_of(MAYA)
    note(1, noon(7, 2), date(2026, 7, 1))
    lock(actor=Clerk(), due=lock_of("np", QUARTER, at=SOON), at=LOCKED)
    before = list(DataPeriodLock.objects.values())
    browser = Client()
    browser.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})

    for name in ("indicator", "indicator-aim", "indicator-words"):
        address = f"{reverse(name, args=['VIO_REP'])}?period=2026-Q3"
        browser.post(address, {"locked_at": "", "locks_at": "2027-01-01", "kind": "x"})
    browser.post(reverse("objective-changes"), {"unlock": "2026-Q3"})

    assert list(DataPeriodLock.objects.values()) == before


def test_the_database_refuses_a_lock_before_its_day() -> None:
    due = lock_of("np", QUARTER, at=SOON)
    due.locked_at = SOON

    with pytest.raises(IntegrityError, match="objectives_not_locked_early"):
        due.save()


def test_the_sheet_and_the_list_say_what_it_was_what_it_is_and_why() -> None:
    _team, [maya] = team_of(MAYA)
    note(1, noon(7, 2), date(2026, 7, 1))
    lock(actor=Clerk(), due=lock_of("np", QUARTER, at=SOON), at=LOCKED)
    note(2, noon(9, 2), date(2026, 9, 1))
    take_what_is_due(actor=Clerk(), country="np", at=MUCH_LATER)
    browser = Client()
    browser.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})

    sheet = browser.get("/objectives/number/VIO_REP/?period=2026-Q3").content.decode()
    found = revisions_since(maya, LOCKED)
    [listed] = [one for one in found if "/VIO_REP/" in one.url]

    assert "It was 1 and is 2." in sheet
    assert "Something was entered after the last day for it." in sheet
    assert "Nobody can unlock it" in sheet
    assert (listed.period, listed.was, listed.now) == ("2026-Q3", "1", "2")
    assert listed.is_late
    assert browser.get("/objectives/changes/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_nobody_who_writes_waits_while_numbers_are_computed() -> None:
    note(1, noon(7, 2), date(2026, 7, 1))
    held: list[str] = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "reports_" in sql and connection.in_atomic_block:
            held.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        assert take_reports(SOON)

    assert held == []
