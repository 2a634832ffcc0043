"""What a number was, by which code, of how much; and what has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from payung.engines.indicators import (
    Because,
    Changed,
    Completeness,
    CountsDisagree,
    Interval,
    NotComputable,
    Period,
    Range,
    Snapshot,
    SourceNotThere,
    Status,
    Total,
    Value,
    Why,
    code_hash,
    com_kept,
    completeness,
    fgd_loop,
    instead_of_zero,
    kyr_gain,
    parse_period,
    share_of,
    sheets,
    ss_open,
    what_changed,
)
from payung.engines.indicators import _code_hash as hashing


SHEETS = sheets(Path(__file__).parents[3] / "src/payung/countries/codes/indicators")
Q3 = parse_period("2026-Q3")
JULY, AUGUST, SEPTEMBER = Q3.months
KATHMANDU = ZoneInfo("Asia/Kathmandu")
TAKEN = datetime(2026, 10, 5, tzinfo=UTC)
WHOLE = Completeness(expected=6, reported=6)
PART = Completeness(expected=6, reported=5)


def taken(
    value: Value,
    *,
    code: str = "SS_OPEN",
    complete: Completeness = WHOLE,
    code_hash: str = "a",
    status: Status = Status.PROVISIONAL,
    part: tuple[tuple[str, str], ...] = (),
) -> Snapshot:
    return Snapshot(
        code=code,
        country="np",
        period=Q3,
        value=value,
        completeness=complete,
        code_hash=code_hash,
        taken_at=TAKEN,
        status=status,
        part=part,
    )


NINE, TEN = share_of(9, 12), share_of(10, 12)
MISSING = NotComputable(why=Why.MONTHS_MISSING, detail=("2026-08",))


def test_what_stayed_as_it_was_is_not_named() -> None:
    assert what_changed([taken(NINE)], [taken(NINE)]) == ()


def test_a_model_solved_a_hair_differently_on_another_machine_is_no_revision() -> None:
    here = Range(interval=Interval(low=0.39, high=0.63), point=0.5)
    there = Range(interval=Interval(low=0.39, high=0.63), point=0.5 + 1e-14)

    assert what_changed([taken(here)], [taken(there)]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Total(count=0), Total(count=1)),
        (Total(count=0), share_of(0, 9)),
        (Total(count=5), NotComputable(why=Why.NO_RECORDS)),
        (
            Total(count=5, interval=Interval(low=4, high=6)),
            Total(count=5, interval=Interval(low=4, high=float("inf"))),
        ),
        (Total(count=5, interval=Interval(low=4, high=6)), Total(count=5)),
        (
            NotComputable(why=Why.MONTHS_MISSING, detail=("2026-07",)),
            NotComputable(why=Why.MONTHS_MISSING, detail=("2026-07", "2026-08")),
        ),
    ],
)
def test_what_a_reader_could_tell_apart_is_a_change(one: Value, other: Value) -> None:
    assert len(what_changed([taken(one)], [taken(other)])) == 1


@pytest.mark.parametrize(
    ("before", "now", "changed", "because"),
    [
        pytest.param(
            taken(NINE, status=Status.FINAL),
            taken(TEN, status=Status.FINAL),
            Changed.REVISED,
            Because.LATE_DATA,
            id="a record came in after the period was locked",
        ),
        pytest.param(
            taken(NINE),
            taken(TEN, status=Status.FINAL),
            Changed.REVISED,
            Because.STILL_COMING_IN,
            id="the number was provisional",
        ),
        pytest.param(
            taken(NINE, status=Status.FINAL),
            taken(TEN, status=Status.FINAL, code_hash="b"),
            Changed.REVISED,
            Because.OTHER_RULE,
            id="the rule is another one",
        ),
        pytest.param(
            taken(MISSING, complete=PART),
            taken(NINE),
            Changed.NOW_COMPUTABLE,
            Because.STILL_COMING_IN,
            id="the missing month came in",
        ),
        pytest.param(
            taken(NINE),
            taken(MISSING),
            Changed.NO_LONGER_COMPUTABLE,
            Because.STILL_COMING_IN,
            id="records were taken back",
        ),
        pytest.param(
            taken(NINE, complete=PART),
            taken(NINE),
            Changed.NOW_COMPLETE,
            Because.NONE,
            id="the last site reported, and nothing moved",
        ),
    ],
)
def test_a_change_is_named_with_its_reason(
    before: Snapshot, now: Snapshot, changed: Changed, because: Because
) -> None:
    (change,) = what_changed([before], [now])

    assert (change.changed, change.because) == (changed, because)
    assert (change.before, change.now) == (before, now)


def test_new_numbers_and_gone_ones_are_named_too() -> None:
    old, new = taken(NINE), taken(NINE, code="OUT_PLAN")

    changes = what_changed([old], [new])

    assert [(each.changed, each.before, each.now) for each in changes] == [
        (Changed.NEW, None, new),
        (Changed.GONE, old, None),
    ]


def test_the_later_of_two_snapshots_of_one_number_counts() -> None:
    first = taken(NINE)
    again = replace(taken(TEN), taken_at=TAKEN + timedelta(days=1))

    assert what_changed([taken(TEN)], [again, first]) == ()


def test_a_district_is_compared_with_itself_and_not_with_the_country() -> None:
    district = (("admin2", "np-27"),)

    changes = what_changed(
        [taken(TEN), taken(NINE, part=district)],
        [taken(TEN), taken(TEN, part=district)],
    )

    assert [each.now and each.now.part for each in changes] == [district]


def complete(*reported: tuple[str, Period], at: datetime = TAKEN) -> Completeness:
    """Return how complete the quarter is; site B began in August."""
    return completeness(
        Q3,
        sites={"A": (JULY, None), "B": (AUGUST, None)},
        reported=reported,
        zone=KATHMANDU,
        at=at,
    )


def test_a_site_is_expected_from_the_month_in_which_it_began() -> None:
    found = complete(("A", JULY), ("A", AUGUST), ("A", SEPTEMBER), ("B", SEPTEMBER))

    assert (found.reported, found.expected, found.percent) == (4, 5, 80)
    assert found.missing == ()
    assert not found.is_whole


def test_a_month_of_which_no_site_says_anything_is_missing() -> None:
    found = complete(("A", JULY), ("B", SEPTEMBER))

    assert [str(month) for month in found.missing] == ["2026-08"]


def test_a_month_that_still_runs_is_not_expected_yet() -> None:
    at = datetime(2026, 9, 20, tzinfo=UTC)

    found = complete(("A", JULY), ("A", AUGUST), ("B", AUGUST), at=at)

    assert found.is_whole


def test_a_site_that_closed_is_not_expected_after_that() -> None:
    found = completeness(
        Q3,
        sites={"A": (JULY, AUGUST)},
        reported=[("A", JULY), ("A", AUGUST), ("C", JULY)],
        zone=KATHMANDU,
        at=TAKEN,
    )

    assert (found.reported, found.expected) == (2, 2)


def test_nearly_everything_is_not_called_everything() -> None:
    assert Completeness(expected=1000, reported=999).percent == 99


def test_nothing_expected_is_not_complete() -> None:
    nothing = Completeness(expected=0, reported=0)

    assert (nothing.percent, nothing.is_whole) == (0, False)


def test_more_reports_than_sites_are_a_mistake_of_ours() -> None:
    with pytest.raises(CountsDisagree, match="7 of 6 have reported"):
        Completeness(expected=6, reported=7)


def test_a_period_of_which_nothing_was_reported_says_so_instead_of_zero() -> None:
    value = instead_of_zero(Total(count=0), complete())

    assert value == NotComputable(
        why=Why.MONTHS_MISSING, detail=("2026-07", "2026-08", "2026-09")
    )


def test_a_true_zero_of_a_reported_period_stays_zero() -> None:
    assert instead_of_zero(Total(count=0), complete(("A", JULY))) == Total(count=0)


def test_the_same_code_and_sheet_have_the_same_hash_every_time() -> None:
    first, second = (code_hash(SHEETS["SS_OPEN"], ss_open) for _ in "12")

    assert first == second
    assert len(first) == 64


def test_another_rule_and_another_version_of_the_sheet_have_another_hash() -> None:
    sheet = SHEETS["SS_OPEN"]

    hashes = {
        code_hash(sheet, ss_open),
        code_hash(replace(sheet, version=2), ss_open),
        code_hash(sheet, com_kept),
        code_hash(sheet, ss_open, com_kept),
        code_hash(SHEETS["FGD_LOOP"], fgd_loop),
    }

    assert len(hashes) == 5


def test_a_change_far_below_a_rule_changes_its_hash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = code_hash(SHEETS["KYR_GAIN"], kyr_gain)
    read = hashing._source
    # Nothing else than the source of one file is other than it is installed.
    monkeypatch.setattr(
        hashing,
        "_source",
        lambda module: (
            read(module).replace("student_quantile", "normal_quantile")
            if module.__name__.endswith("_intervals")
            else read(module)
        ),
    )

    after = code_hash(SHEETS["KYR_GAIN"], kyr_gain)

    assert before != after


def test_a_rule_without_its_source_has_no_hash() -> None:
    made_up: dict[str, object] = {"__name__": "payung.no_such_file"}
    exec("def rule(): ...", made_up)  # noqa: S102  the only way to have no source
    rule = made_up["rule"]

    assert callable(rule)
    with pytest.raises(SourceNotThere, match=r"payung\.no_such_file"):
        code_hash(SHEETS["SS_OPEN"], rule)
