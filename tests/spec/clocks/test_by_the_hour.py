"""Day four is never within 72 hours: every hour, every zone, and no bucket of days.

A known fault elsewhere: "within three days" counts by the calendar, and lets the fourth
day in. Here a limit in hours ends at its minute, whatever the calendar says.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from payung.engines.clocks import (
    Clock,
    LocalCalendar,
    State,
    deadline,
    deadline_between,
    kept,
    remaining,
    state,
)
from payung.engines.packs import load
from payung.programme.findings.counting import wait_of


HOUSE = Path(__file__).parents[3]
SRC = HOUSE / "src" / "payung"
PLACES = (
    ("bd", "Asia/Dhaka", 6 * 60),
    ("id", "Asia/Jakarta", 7 * 60),
    ("id", "Asia/Makassar", 8 * 60),
    ("id", "Asia/Jayapura", 9 * 60),
    ("mm", "Asia/Yangon", 6 * 60 + 30),
    ("np", "Asia/Kathmandu", 5 * 60 + 45),
)
# The clock on the wall when it happened: around midnight, at noon, at a year's end.
WALL = (
    (2026, 6, 1, 0, 0),
    (2026, 6, 1, 0, 1),
    (2026, 6, 1, 12, 0),
    (2026, 6, 1, 23, 59),
    (2026, 12, 30, 22, 45),
    (2028, 2, 28, 6, 15),
)
HOURS = range(121)


def clock(country: str, name: str) -> Clock:
    return load(SRC / "countries" / country).clock(name)


def moments(zone: str) -> Iterator[datetime]:
    for wall in WALL:
        yield datetime(*wall, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(("country", "zone", "minutes"), PLACES)
def test_the_zones_are_those_of_the_countries(
    country: str, zone: str, minutes: int
) -> None:
    offset = datetime(2026, 6, 1, tzinfo=ZoneInfo(zone)).utcoffset()

    assert offset == timedelta(minutes=minutes)


@pytest.mark.parametrize("name", ["pep_72", "referral_medium"])
@pytest.mark.parametrize(("country", "zone", "_minutes"), PLACES)
def test_each_hour_is_in_up_to_the_seventy_second_and_out_after_it(
    country: str, zone: str, _minutes: int, name: str
) -> None:
    calendar = LocalCalendar(zone=ZoneInfo(zone))
    wrong = []

    for began in moments(zone):
        due = deadline(clock(country, name), started_at=began, calendar=calendar)
        for hour in HOURS:
            came = began.astimezone(UTC) + timedelta(hours=hour)
            if kept(due, stopped_at=came) is not (hour <= 72):
                wrong.append((began, hour))

    assert wrong == []


@pytest.mark.parametrize(("country", "zone", "_minutes"), PLACES)
def test_every_minute_of_day_four_is_out(
    country: str, zone: str, _minutes: int
) -> None:
    calendar = LocalCalendar(zone=ZoneInfo(zone))
    began = datetime(2026, 6, 1, 23, 59, tzinfo=ZoneInfo(zone))
    due = deadline(clock(country, "pep_72"), started_at=began, calendar=calendar)
    day_four = range(72 * 60 + 1, 96 * 60 + 1)

    inside = [
        minute
        for minute in day_four
        if kept(due, stopped_at=began.astimezone(UTC) + timedelta(minutes=minute))
    ]

    assert inside == []


@pytest.mark.parametrize(
    ("minutes", "in_time", "looks"),
    [
        pytest.param(71 * 60 + 59, True, State.SOON, id="71:59 is in"),
        pytest.param(72 * 60, True, State.SOON, id="72:00 exactly is in"),
        pytest.param(72 * 60 + 1, False, State.OVER, id="72:01 is out"),
        pytest.param(73 * 60, False, State.OVER, id="an hour of day four is out"),
        pytest.param(96 * 60, False, State.OVER, id="the end of day four is out"),
    ],
)
@pytest.mark.parametrize(("country", "zone", "_minutes"), PLACES)
def test_around_the_seventy_second_hour_a_minute_decides(
    country: str,
    zone: str,
    _minutes: int,
    minutes: int,
    in_time: bool,
    looks: State,
) -> None:
    calendar = LocalCalendar(zone=ZoneInfo(zone))
    began = datetime(2026, 6, 1, 23, 59, tzinfo=ZoneInfo(zone))
    due = deadline(clock(country, "pep_72"), started_at=began, calendar=calendar)
    came = began.astimezone(UTC) + timedelta(minutes=minutes)

    told = (kept(due, stopped_at=came), state(due, at=came), remaining(due, at=came))

    assert told == (in_time, looks, timedelta(minutes=72 * 60 - minutes))


@pytest.mark.parametrize(("country", "zone", "_minutes"), PLACES)
def test_a_range_is_in_time_for_sure_only_by_its_earliest_moment(
    country: str, zone: str, _minutes: int
) -> None:
    calendar = LocalCalendar(zone=ZoneInfo(zone))
    began = datetime(2026, 6, 1, 18, 10, tzinfo=ZoneInfo(zone))
    both = deadline_between(
        clock(country, "pep_72"),
        earliest=began,
        latest=began + timedelta(minutes=90),
        calendar=calendar,
    )
    came = began.astimezone(UTC) + timedelta(hours=73)

    assert kept(both.earliest, stopped_at=came) is False
    assert kept(both.latest, stopped_at=came) is True


# Where a length is made of whole days on purpose, and why no limit hangs on it.
ON_PURPOSE = {
    # Words for a reader, hours beside the days.
    "programme/cases/templatetags/case_time.py",
    "web/local_time.py",
    # Between two dates, not two moments.
    "engines/indicators/_learning.py",
    "programme/cases/lending/loans.py",
    "programme/circles/agenda.py",
    "programme/outreach/ranking.py",
    "programme/plans/months.py",
    "programme/safe_spaces/room_page.py",
    "web/demo/duty_year.py",
    "web/demo/learning.py",
    "web/demo/line_year.py",
    "web/demo/outreach.py",
    # What takes weeks, in days for a reader: from a decision until it was told back,
    # from a course until its test after three months.
    "programme/circles/figures.py",
    "programme/learning/answering.py",
    # Fields of that name: the days of a course, of a place, of a room, of a sentence.
    "programme/learning/groups.py",
    "programme/lessons/forms.py",
    "programme/objectives/queries/groups.py",
    "programme/outreach/due.py",
    "programme/plans/late.py",
    "programme/safe_spaces/of_the_plan.py",
    # Weeks of a roster.
    "programme/standby/shifts.py",
}


def by_whole_days(tree: ast.Module) -> Iterator[int]:
    """Yield the lines where a length of time is cut to whole days."""
    called = {id(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)}
    for node in ast.walk(tree):
        if id(node) in called:
            continue
        if isinstance(node, ast.Attribute) and node.attr == "days":
            yield node.lineno
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv):
            words = ast.unparse(node.right)
            if "days=" in words or words in {
                "86400",
                "1440",
                "24",
                "24 * 60",
                "24 * 3600",
            }:
                yield node.lineno


def test_nothing_else_of_ours_counts_hours_by_whole_days() -> None:
    cut = {
        str(path.relative_to(SRC)): lines
        for path in sorted(SRC.rglob("*.py"))
        if (lines := list(by_whole_days(ast.parse(path.read_text()))))
    }

    assert {name: cut[name] for name in cut if name not in ON_PURPOSE} == {}
    assert cut.keys() >= {"web/local_time.py"}


@pytest.mark.parametrize(
    ("minutes", "band"),
    [
        pytest.param(24 * 60, "h24", id="the exact day is within it"),
        pytest.param(24 * 60 + 1, "h48", id="a minute later is not"),
        pytest.param(48 * 60, "h48", id="two days to the minute"),
        pytest.param(48 * 60 + 1, "later", id="day three is later than 48 hours"),
        pytest.param(72 * 60 + 1, "later", id="day four is later"),
    ],
)
def test_the_figures_band_waits_by_the_minute(minutes: int, band: str) -> None:
    assert wait_of(minutes / 60) == band
