"""Worked examples of what the police promised and did: ADV, COM, ARREST, DET."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ._detentions import (
    arrest_n,
    arrest_rate,
    contact_verdict,
    det_lawful,
    det_rep,
    lawful_verdict,
)
from ._engagement import StationMonth, arrest_rr
from ._example import Example
from ._learning import Pairs
from ._limits import Known, Verdict, exactly, tally
from ._periods import parse_period
from ._police import (
    adv_cover,
    adv_data,
    adv_meet,
    bdb_score,
    pol_gain,
    pol_train,
)
from ._promises import Promise, com_kept, com_made, promises_due
from ._rights import complaint, complaint_sanction, complaint_verdict
from ._sheets import Unit


_Q3 = parse_period("2026-Q3")
_PROMISES = (
    Promise(
        due_on=date(2026, 7, 31),
        kept_on=date(2026, 7, 31),
        verified_on=date(2026, 8, 30),
    ),
    Promise(
        due_on=date(2026, 7, 31),
        kept_on=date(2026, 7, 20),
        verified_on=date(2026, 8, 31),
    ),
    Promise(
        due_on=date(2026, 8, 10),
        kept_on=date(2026, 8, 12),
        verified_on=date(2026, 8, 13),
    ),
    Promise(due_on=date(2026, 8, 20)),
    Promise(due_on=date(2026, 9, 15)),
    Promise(due_on=date(2026, 10, 1), kept_on=date(2026, 7, 1)),
)

_TAKEN = datetime(2026, 8, 1, 22, 0, tzinfo=UTC)
_LIMIT = timedelta(hours=24)


def _held(
    hours: float | None, *, taken_within: float = 0, known_for: float = 30
) -> Verdict:
    """Return the verdict on somebody taken in a range of hours from 22:00, held so long.

    Both are counted from the earliest moment at which she can have been taken.
    """
    taken = Known(earliest=_TAKEN, latest=_TAKEN + timedelta(hours=taken_within))
    ended = None if hours is None else exactly(_TAKEN + timedelta(hours=hours))
    return lawful_verdict(
        deadline=taken.later(_LIMIT),
        ended=ended,
        at=_TAKEN + timedelta(hours=known_for),
    )


_FILED = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


def _complaint(filed_days_later: float, answered_after: float | None) -> Verdict:
    filed = _FILED + timedelta(days=filed_days_later)
    answered = (
        None if answered_after is None else filed + timedelta(days=answered_after)
    )
    return complaint_verdict(
        filed_at=filed, answered_at=answered, at=_FILED + timedelta(days=60)
    )


def _stations(*, after: int, engaged: int) -> tuple[StationMonth, ...]:
    """Return 24 months of stations with ten arrests each, and fewer once engaged."""
    return tuple(
        StationMonth(
            station=f"S{station}",
            month=month,
            arrests=after if station < engaged and month > 12 else 10,
            exposure=100,
        )
        for station in range(6)
        for month in range(24)
    )


POLICE = (
    Example(
        code="ADV_MEET",
        given="Eight meetings with stations were planned and ten were held.",
        work_out=lambda: adv_meet(held=10, planned=8),
        answer="10 of 8: 125.0 %",
    ),
    Example(
        code="ADV_COVER",
        given="Stations A to E; since April A was met three times, C once, and Z elsewhere.",
        work_out=lambda: adv_cover(met=["A", "A", "A", "C", "Z"], area="ABCDE"),
        answer="2 of 5: 40.0 % (11.8 % to 76.9 %)",
    ),
    Example(
        code="ADV_DATA",
        given="A released brief was shown in six of ten meetings.",
        work_out=lambda: adv_data(with_brief=6, meetings=10),
        answer="6 of 10: 60.0 % (31.3 % to 83.2 %)",
    ),
    Example(
        code="COM_MADE",
        given="Ten meetings, 14 promises that say who, what and when and were read back.",
        work_out=lambda: com_made(read_back=14, meetings=10),
        answer="14 of 10: 1.40 (0.77 to 2.35)",
        unit=Unit.PER_MEETING,
    ),
    Example(
        code="COM_KEPT",
        given=(
            "At the end of 30 September 2026, five promises due in the quarter: kept on "
            "the due day and verified 30 days later (kept); kept early but verified after "
            "31 days (not kept); kept two days late; due on 20 August, nothing heard for "
            "30 days (not kept); due on 15 September (its 30 days still run). "
            "A sixth is due in October."
        ),
        work_out=lambda: com_kept(promises_due(_PROMISES, _Q3, on=date(2026, 9, 30))),
        answer="1 of 4: 25.0 % (4.6 % to 69.9 %); 1 not decided yet",
    ),
    Example(
        code="COM_KEPT",
        given="The same two weeks later, on 15 October: the fifth is not kept, by rule.",
        work_out=lambda: com_kept(promises_due(_PROMISES, _Q3, on=date(2026, 10, 15))),
        answer="1 of 5: 20.0 % (3.6 % to 62.4 %)",
    ),
    Example(
        code="POL_TRAIN",
        given="52 personnel completed the course.",
        work_out=lambda: pol_train(completed=52),
        answer="52",
    ),
    Example(
        code="POL_TRAIN",
        given="Tests were allowed once: five had 4 of 10 before and 7 after (half gained); all were alike, which makes no interval.",
        work_out=lambda: pol_gain([Pairs(before=4, after=7, highest=10, people=5)]),
        answer="mean of 5: 50.0 %",
    ),
    Example(
        code="ARREST_N",
        given="Eight events in the month.",
        work_out=lambda: arrest_n(events=8),
        answer="8 (3 to 16)",
        unit=Unit.EVENTS,
    ),
    Example(
        code="ARREST_RATE",
        given="18 arrests; 240 different people met in the same area and months.",
        work_out=lambda: arrest_rate(arrests=18, met=240),
        answer="18 of 240: 7.50 (4.44 to 11.85)",
        unit=Unit.PER_HUNDRED,
    ),
    Example(
        code="ARREST_RR",
        given=(
            "Six stations with ten arrests a month among 100 people; three engaged in "
            "month 12 and had five a month afterwards."
        ),
        work_out=lambda: arrest_rr(
            _stations(after=5, engaged=3), engaged={"S0": 12, "S1": 12, "S2": 12}
        ),
        answer="0.50, 0.39 to 0.63",
        unit=Unit.RATIO,
    ),
    Example(
        code="ARREST_RR",
        given="One station with three arrests a month before: no claim on it, whatever came.",
        work_out=lambda: arrest_rr(
            tuple(
                StationMonth(
                    station=name,
                    month=month,
                    arrests=0 if name == "S0" and month > 12 else 3,
                    exposure=100,
                )
                for name in ("S0", "S1", "S2")
                for month in range(24)
            ),
            engaged={"S0": 12},
        ),
        answer="no claim: one station alone, with 3.0 arrests a month",
        unit=Unit.RATIO,
    ),
    Example(
        code="DET_LAWFUL",
        given=(
            "Limit 24 hours. Held 24 hours to the minute (in), 25 hours (out), still held "
            "after 30 hours (out), still held after ten hours (waits). Taken at some time "
            "between 22:00 and 02:00: free 23 hours after 22:00 (in), 26 hours after "
            "(22 to 26 hours: not known), 29 hours after (out)."
        ),
        work_out=lambda: det_lawful(
            tally(
                [
                    _held(24),
                    _held(25),
                    _held(None),
                    _held(None, known_for=10),
                    _held(23, taken_within=4),
                    _held(26, taken_within=4),
                    _held(29, taken_within=4),
                ]
            )
        ),
        answer=(
            "2 of 5: 40.0 % (9.7 % to 81.2 %); 1 not known well enough; "
            "1 not decided yet"
        ),
    ),
    Example(
        code="DET_REP",
        given=(
            "Contact after two hours and free after nine (in); free after nine without "
            "contact (out); contact only after the release (out); still held and in "
            "contact (in); still held without contact (waits)."
        ),
        work_out=lambda: det_rep(
            tally(
                contact_verdict(contact=_after(contact), ended=_after(ended))
                for contact, ended in (
                    (2, 9),
                    (None, 9),
                    (10, 9),
                    (1, None),
                    (None, None),
                )
            )
        ),
        answer="2 of 4: 50.0 % (15.0 % to 85.0 %); 1 not decided yet",
    ),
    Example(
        code="COMPLAINT",
        given=(
            "On 30 August: filed on 1 July and answered after 30 days (in), after 31 (out), "
            "never (out); filed on 1 August and answered next day (waits until 31 August)."
        ),
        work_out=lambda: complaint(
            tally(
                [
                    _complaint(0, 30),
                    _complaint(0, 31),
                    _complaint(0, None),
                    _complaint(31, 1),
                ]
            )
        ),
        answer="1 of 3: 33.3 % (6.1 % to 79.2 %); 1 not decided yet",
    ),
    Example(
        code="COMPLAINT",
        given="One of the three led to a sanction.",
        work_out=lambda: complaint_sanction(sanctioned=1, filed=3),
        answer="1 of 3: 33.3 % (6.1 % to 79.2 %)",
    ),
    Example(
        code="BDB_SCORE",
        given=(
            "Legal literacy 3, legal services 2.5, police 2, stigma 1.5, and law reform 4 "
            "without evidence: 9 over 4."
        ),
        work_out=lambda: bdb_score(
            {"literacy": 3, "services": 2.5, "police": 2, "stigma": 1.5, "reform": 4},
            with_evidence={"literacy", "services", "police", "stigma"},
        ),
        answer="mean of 4: 2.25; 1 without evidence",
        unit=Unit.SCORE,
    ),
)


def _after(hours: float | None) -> Known | None:
    return None if hours is None else exactly(_TAKEN + timedelta(hours=hours))
