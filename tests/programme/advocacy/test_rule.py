"""When a promise counts as kept: by rule, whatever anybody presses."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest
from django.conf import settings

from payung.engines.indicators import Kept
from payung.programme.advocacy.codes import MT27, PromiseKind
from payung.programme.advocacy.gate import gate_of
from payung.programme.advocacy.rule import Looked, became_of, last_day


DUE = date(2026, 3, 31)
THIRTY = date(2026, 4, 30)


def look(
    on: date,
    verdict: str = "kept",
    *,
    evidence: str = "seen",
    kept_on: date | None = DUE,
) -> Looked:
    return Looked(on=on, verdict=verdict, evidence=evidence, kept_on=kept_on)


@pytest.mark.parametrize(
    ("looks", "on", "expected"),
    [
        pytest.param([], DUE, Kept.WAITING, id="on its day it is still open"),
        pytest.param(
            [], date(2026, 4, 29), Kept.WAITING, id="a day before the thirtieth: open"
        ),
        pytest.param([], THIRTY, Kept.NOT_KEPT, id="thirty days past due: not kept"),
        pytest.param([look(DUE)], THIRTY, Kept.KEPT, id="kept and seen on the due day"),
        pytest.param(
            [look(THIRTY)], THIRTY, Kept.KEPT, id="evidence on the last day counts"
        ),
        pytest.param(
            [look(date(2026, 5, 1))],
            date(2026, 6, 1),
            Kept.NOT_KEPT,
            id="a look on the thirty-first day changes nothing",
        ),
        pytest.param(
            [look(date(2026, 4, 10), kept_on=date(2026, 4, 9))],
            THIRTY,
            Kept.KEPT_LATE,
            id="kept after its day is kept late",
        ),
        pytest.param(
            [look(DUE, evidence="none")],
            THIRTY,
            Kept.NOT_KEPT,
            id="without evidence nothing is kept",
        ),
        pytest.param(
            [look(DUE, "partly")], THIRTY, Kept.NOT_KEPT, id="in part is not kept"
        ),
        pytest.param(
            [look(DUE), look(date(2026, 4, 20), "not", kept_on=None)],
            THIRTY,
            Kept.NOT_KEPT,
            id="the last look that counts stands",
        ),
        pytest.param(
            [look(DUE), look(date(2026, 5, 2), "not", kept_on=None)],
            date(2026, 6, 1),
            Kept.KEPT,
            id="a look that is too late takes nothing away either",
        ),
    ],
)
def test_what_becomes_of_a_promise(
    looks: list[Looked], on: date, expected: Kept
) -> None:
    assert became_of(DUE, looks, on=on) is expected


def test_thirty_days_are_thirty_days() -> None:
    assert last_day(DUE) == THIRTY


@pytest.mark.parametrize("days", [31, 60, 400])
def test_no_later_look_makes_a_promise_kept(days: int) -> None:
    late = DUE + timedelta(days=days)

    became = became_of(DUE, [look(late)], on=late + timedelta(days=1))

    assert became is Kept.NOT_KEPT


@pytest.mark.parametrize(
    ("by_month", "enough", "opens"),
    [
        pytest.param([], False, False, id="no month, no claim"),
        pytest.param([0] * 6, False, False, id="no arrest, no claim"),
        pytest.param([7, 8, 8, 8, 8, 8], False, False, id="47 in six months: below 8"),
        pytest.param([8] * 6, True, True, id="eight a month for six months"),
        pytest.param([8], True, False, id="eight in one month: too little power"),
        pytest.param([8, 8], True, False, id="two months: power 0.36"),
    ],
)
def test_one_station_is_spoken_of_only_where_a_change_could_be_seen(
    by_month: list[int], enough: bool, opens: bool
) -> None:
    gate = gate_of(by_month)

    assert (gate.enough, gate.opens) == (enough, opens)


def test_the_code_list_and_the_program_name_the_same_promises() -> None:
    path = settings.COUNTRIES / "codes/promises.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))

    listed = {row["code"]: (row["label_en"], row["huridocs_code"]) for row in rows}

    assert listed == {kind.value: (str(kind.label), MT27[kind]) for kind in PromiseKind}
