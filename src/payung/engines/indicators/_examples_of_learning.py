"""Worked examples of what people learned and used: KYR, PL, REDRESS, AGENCY."""

from __future__ import annotations

from datetime import date

from ._example import Example, sketch_of_invented
from ._learning import (
    FollowUp,
    Pairs,
    Paralegal,
    count_paralegals,
    kyr_gain,
    kyr_pass,
    kyr_reach,
    kyr_retain,
    kyr_retain_reached,
    pl_comp,
)
from ._periods import parse_period
from ._rights import agency, redress
from ._sheets import Unit


_Q3 = parse_period("2026-Q3")


def _paralegal(
    *, deeds: int = 4, seen: date | None = None, passed: bool = False
) -> Paralegal:
    return Paralegal(
        certified_from=date(2025, 1, 1),
        certified_to=date(2026, 12, 31),
        deeds=deeds,
        observed_on=seen,
        passed=passed,
    )


_PARALEGALS = (
    _paralegal(seen=date(2026, 2, 1), passed=True),
    _paralegal(seen=date(2026, 8, 1), passed=True),
    _paralegal(seen=date(2026, 8, 1)),
    _paralegal(seen=date(2025, 9, 1), passed=True),
    _paralegal(deeds=0),
    Paralegal(certified_from=date(2025, 1, 1), certified_to=date(2026, 6, 30), deeds=9),
    Paralegal(
        certified_from=date(2025, 1, 1),
        certified_to=date(2026, 12, 31),
        resigned_on=date(2026, 8, 15),
        deeds=2,
    ),
)

_FOLLOW_UPS = (
    FollowUp(days_after=59, score=18),
    FollowUp(days_after=60, score=14, people=2),
    FollowUp(days_after=120, score=9),
    FollowUp(days_after=121, score=19),
)

LEARNING = (
    Example(
        code="KYR_REACH",
        given=(
            "20 cards came to at least four of five sessions at one site and 22 at "
            "another, five of them at both: 37 different people. The sketches are joined."
        ),
        work_out=lambda: kyr_reach(
            [sketch_of_invented(range(20)), sketch_of_invented(range(15, 37))]
        ),
        answer="37 (37 to 38)",
        unit=Unit.PEOPLE,
    ),
    Example(
        code="KYR_GAIN",
        given=(
            "Full score 20. Before and after: 10 and 15 (gain 5 of 10), 8 and 14 "
            "(6 of 12), 15 and 15 (0 of 5), 12 and 20 (8 of 8). "
            "The gains are 0.5, 0.5, 0 and 1; their mean is 0.5. Nobody could gain "
            "more than 1, or lose more than 3: from 15 to nothing, of 5."
        ),
        work_out=lambda: kyr_gain(
            [
                Pairs(before=10, after=15, highest=20),
                Pairs(before=8, after=14, highest=20),
                Pairs(before=15, after=15, highest=20),
                Pairs(before=12, after=20, highest=20),
            ]
        ),
        answer="mean of 4: 50.0 % (-44.3 % to 86.0 %)",
    ),
    Example(
        code="KYR_GAIN",
        given=(
            "Full score 20. 10 and 15, 10 and 15, and one who had 20 before and 20 "
            "after: she had no room to gain and is left out."
        ),
        work_out=lambda: kyr_gain(
            [
                Pairs(before=10, after=15, highest=20, people=2),
                Pairs(before=20, after=20, highest=20),
            ]
        ),
        answer="mean of 2: 50.0 %; 1 had the full score before",
    ),
    Example(
        code="KYR_GAIN",
        given="Full score 20. 10 before and 8 after: knowing less is a gain below nothing.",
        work_out=lambda: kyr_gain([Pairs(before=10, after=8, highest=20)]),
        answer="mean of 1: -20.0 %",
    ),
    Example(
        code="KYR_PASS",
        given=(
            "The community set 12 of 20. 8 have 11, 2 have 12, 30 have 15: 12 is passed."
        ),
        work_out=lambda: kyr_pass({11: 8, 12: 2, 15: 30}, pass_mark=12),
        answer="32 of 40: 80.0 % (65.2 % to 89.5 %)",
    ),
    Example(
        code="KYR_RETAIN",
        given=(
            "Pass mark 12. After 59 days one has 18 (too soon), after 60 days two have "
            "14, after 120 days one has 9, after 121 days one has 19 (too late)."
        ),
        work_out=lambda: kyr_retain(_FOLLOW_UPS, pass_mark=12),
        answer="2 of 3: 66.7 % (20.8 % to 93.9 %)",
    ),
    Example(
        code="KYR_RETAIN",
        given="The same, of a sample of ten: three were reached in the window.",
        work_out=lambda: kyr_retain_reached(_FOLLOW_UPS, sample=10),
        answer="3 of 10: 30.0 % (10.8 % to 60.3 %)",
    ),
    Example(
        code="PL_ACTIVE",
        given=(
            "2026-Q3. Five hold a certificate and stayed, one of them did nothing; one "
            "certificate ended on 30 June; one resigned on 15 August."
        ),
        work_out=lambda: count_paralegals(_PARALEGALS, _Q3),
        answer="4 of 5: 80.0 % (37.6 % to 96.4 %)",
    ),
    Example(
        code="PL_COMP",
        given=(
            "Of the four active ones two passed within the year to 30 September 2026, "
            "one did not, and one was last seen on 1 September 2025."
        ),
        work_out=lambda: pl_comp(_PARALEGALS, _Q3),
        answer="2 of 4: 50.0 % (15.0 % to 85.0 %); 1 not observed",
    ),
    Example(
        code="REDRESS",
        given="60 people with a violation in twelve months; 21 took one step or several.",
        work_out=lambda: redress(took_a_step=21, had_a_violation=60),
        answer="21 of 60: 35.0 % (24.2 % to 47.6 %)",
    ),
    Example(
        code="AGENCY",
        given="45 were asked, 15 had no encounter, and 18 of the others used a right.",
        work_out=lambda: agency(used_a_right=18, had_an_encounter=30, asked=45),
        answer="18 of 30: 60.0 % (42.3 % to 75.4 %); 15 had no encounter",
    ),
)
