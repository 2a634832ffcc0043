"""Worked examples of outreach, safe spaces, meetings and groups: OUT, SS, LAW, FGD."""

from __future__ import annotations

from datetime import date

from ._completeness import Completeness, instead_of_zero
from ._example import Example, sketch_of_invented
from ._focus_groups import Decision, fgd_loop, fgd_loop_days, loops_due
from ._outreach import SizeEstimate, out_cov, out_plan
from ._periods import month_of
from ._safe_spaces import (
    Opening,
    lc_people,
    ss_open,
    ss_visitors,
    ss_visits,
)
from ._sheets import Unit
from ._site_months import GroupHeld, fgd_held, law_meet, questions_answered
from ._values import Interval, Total


_JULY, _AUGUST, _SEPTEMBER = (month_of(2026, month) for month in (7, 8, 9))
_DUE = [(site, month) for site in ("A", "B") for month in (_JULY, _AUGUST, _SEPTEMBER)]
_VENUES = (
    SizeEstimate(low=40, point=60, high=90),
    SizeEstimate(low=60, point=90, high=110),
)
# The Mondays, Wednesdays and Fridays of August 2026, less Friday the 28th: a holiday.
_PLANNED = tuple(
    date(2026, 8, day) for day in (3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 31)
)
_DAYS = dict.fromkeys(_PLANNED[:9], Opening.OPEN) | {
    _PLANNED[9]: Opening.PARTLY,
    _PLANNED[10]: Opening.CLOSED,
    date(2026, 8, 29): Opening.OPEN,
}


def _group(
    site: str, month: int, came: int = 8, *, led_by_community: bool = True
) -> GroupHeld:
    return GroupHeld(
        site=site,
        month=month_of(2026, month),
        came=came,
        quorum=6,
        led_by_community=led_by_community,
    )


_DECIDED = date(2026, 6, 10)
_DECISIONS = (
    Decision(
        decided_on=_DECIDED,
        due_on=date(2026, 7, 31),
        actions_done_on=(date(2026, 7, 2), date(2026, 7, 20)),
        accepted_on=date(2026, 7, 31),
    ),
    Decision(
        decided_on=_DECIDED,
        due_on=date(2026, 7, 15),
        actions_done_on=(date(2026, 7, 10),),
        accepted_on=date(2026, 7, 16),
    ),
    Decision(
        decided_on=_DECIDED,
        due_on=date(2026, 7, 15),
        actions_done_on=(date(2026, 7, 1),),
    ),
    Decision(
        decided_on=_DECIDED,
        due_on=date(2026, 7, 20),
        actions_done_on=(date(2026, 7, 1), None),
        accepted_on=date(2026, 7, 12),
    ),
    Decision(decided_on=_DECIDED, due_on=date(2026, 7, 30), actions_done_on=(None,)),
    Decision(
        decided_on=_DECIDED, due_on=date(2026, 8, 3), accepted_on=date(2026, 7, 3)
    ),
)

SPACES = (
    Example(
        code="OUT_COV",
        given=(
            "A sketch says 120 people (110 to 130). Two venues are estimated at 60 "
            "(40 to 90) and 90 (60 to 110): 150 (100 to 200). "
            "At least 110 of 200, at most 130 of 100."
        ),
        work_out=lambda: out_cov(
            Total(count=120, interval=Interval(low=110, high=130)), _VENUES
        ),
        answer="120 of 150: 80.0 % (55.0 % to 130.0 %)",
    ),
    Example(
        code="OUT_COV",
        given="180 different cards at the same venues: more than were thought to be there.",
        work_out=lambda: out_cov(Total(count=180), _VENUES),
        answer="180 of 150: 120.0 % (90.0 % to 180.0 %)",
    ),
    Example(
        code="OUT_COV",
        given="120 people, and no venue has an estimate.",
        work_out=lambda: out_cov(Total(count=120), ()),
        answer="no number: no venue has a size estimate",
    ),
    Example(
        code="OUT_PLAN",
        given="48 visits were planned, 36 of them took place, and nine more unplanned.",
        work_out=lambda: out_plan(held=36, planned=48),
        answer="36 of 48: 75.0 % (61.2 % to 85.1 %)",
    ),
    Example(
        code="SS_OPEN",
        given=(
            "August 2026: Mondays, Wednesdays and Fridays, less a holiday: 12 days. Open "
            "on nine, for part of one, closed on one, nothing written down for one. That "
            "it was open on a Saturday does not make up for it."
        ),
        work_out=lambda: ss_open(planned=_PLANNED, days=_DAYS),
        answer=(
            "9 of 12: 75.0 % (46.8 % to 91.1 %); 1 open for part of the day; "
            "1 not written down"
        ),
    ),
    Example(
        code="SS_OPEN",
        given="A month of nothing but holidays promised no day.",
        work_out=lambda: ss_open(planned=(), days={}),
        answer="no number: nothing was recorded",
    ),
    Example(
        code="SS_USE",
        given="The door counted 412 visits.",
        work_out=lambda: ss_visits(visits=412),
        answer="412",
    ),
    Example(
        code="SS_USE",
        given=(
            "In July cards 0 to 59 were shown at the door, in August cards 30 to 95: "
            "96 different people, not 126."
        ),
        work_out=lambda: ss_visitors(
            [sketch_of_invented(range(60)), sketch_of_invented(range(30, 96))]
        ),
        answer="96 (95 to 99)",
        unit=Unit.PEOPLE,
    ),
    Example(
        code="SS_USE",
        given="No site sent a sketch: that is not nobody.",
        work_out=lambda: ss_visitors([]),
        answer="no number: nothing was recorded",
    ),
    Example(
        code="LC_PEOPLE",
        given="31 services to 26 different people.",
        work_out=lambda: lc_people(people=26),
        answer="26",
    ),
    Example(
        code="LC_PEOPLE",
        given="None is counted, and of July and August there is no record at all.",
        work_out=lambda: instead_of_zero(
            lc_people(people=0),
            Completeness(expected=2, reported=0, missing=(_JULY, _AUGUST)),
        ),
        answer="no number: nothing was recorded in 2026-07, 2026-08",
    ),
    Example(
        code="LAW_MEET",
        given=(
            "2026-Q3, two safe spaces: six meetings due. A met twice in July, once in "
            "August, not in September; B met in July and September; C owed none and met."
        ),
        work_out=lambda: law_meet(
            held=[
                ("A", _JULY),
                ("A", _JULY),
                ("A", _AUGUST),
                ("B", _JULY),
                ("B", _SEPTEMBER),
                ("C", _JULY),
            ],
            due=_DUE,
        ),
        answer="4 of 6: 66.7 % (30.0 % to 90.3 %)",
    ),
    Example(
        code="LAW_MEET",
        given="25 questions were asked; 20 were answered and five carried over.",
        work_out=lambda: questions_answered(answered=20, asked=25),
        answer="20 of 25: 80.0 % (60.9 % to 91.1 %)",
    ),
    Example(
        code="FGD_HELD",
        given=(
            "Six groups due, quorum six. A met in July, August and September, in August "
            "with five; B met in July, and in August led by a visitor."
        ),
        work_out=lambda: fgd_held(
            groups=[
                _group("A", 7),
                _group("A", 8, came=5),
                _group("A", 9, came=6),
                _group("B", 7),
                _group("B", 8, led_by_community=False),
            ],
            due=_DUE,
        ),
        answer="3 of 6: 50.0 % (18.8 % to 81.2 %)",
    ),
    Example(
        code="FGD_LOOP",
        given=(
            "At the end of 25 July 2026, six decisions, five due in July: one is "
            "accepted only on the 31st, its due day, six days from now; one was accepted "
            "a day late; one was never reported back; one was accepted with an action "
            "still open; one is due on the 30th. The sixth is due in August."
        ),
        work_out=lambda: fgd_loop(loops_due(_DECISIONS, _JULY, on=date(2026, 7, 25))),
        answer="0 of 3: 0.0 % (0.0 % to 56.1 %); 2 not decided yet",
    ),
    Example(
        code="FGD_LOOP",
        given="The same on 31 July: the first was accepted on its due day and counts.",
        work_out=lambda: fgd_loop(loops_due(_DECISIONS, _JULY, on=date(2026, 7, 31))),
        answer="1 of 5: 20.0 % (3.6 % to 62.4 %)",
    ),
    Example(
        code="FGD_LOOP",
        given="Days to the accepted report-back: 20, 30, 30, 45; one was never accepted.",
        work_out=lambda: fgd_loop_days({20: 1, 30: 2, 45: 1}, never=1),
        answer="half within 30, nine of ten within never (of 5; 1 never)",
    ),
)
