"""Worked examples of reports of violations: VIO."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ._example import Example
from ._limits import Known, exactly, tally
from ._reports import (
    Received,
    complete_verdict,
    timely_verdict,
    vio_action,
    vio_complete,
    vio_consent,
    vio_medical,
    vio_prev,
    vio_rep,
    vio_served,
    vio_timely,
)
from ._sheets import Unit
from ._unseen import Overlap, vio_documented, vio_est


_AT = datetime(2026, 8, 31, 12, 0, tzinfo=UTC)


def _received(
    days_ago: float, *, reviewed_after: float | None, whole: bool = True
) -> Received:
    received = _AT - timedelta(days=days_ago)
    return Received(
        received_at=received,
        has_all_fields=whole,
        has_consent=True,
        reviewed_at=(
            None
            if reviewed_after is None
            else received + timedelta(days=reviewed_after)
        ),
    )


_RECEIVED = (
    _received(30, reviewed_after=14),
    _received(30, reviewed_after=15),
    _received(20, reviewed_after=3, whole=False),
    _received(14, reviewed_after=1),
    _received(13, reviewed_after=1),
    _received(40, reviewed_after=None),
)
_DAY = Known(
    earliest=datetime(2026, 8, 1, 0, 0, tzinfo=UTC),
    latest=datetime(2026, 8, 1, 23, 59, tzinfo=UTC),
)
_TIMELY = (
    timely_verdict(happened=exactly(_AT), recorded_at=_AT + timedelta(hours=72)),
    timely_verdict(
        happened=exactly(_AT), recorded_at=_AT + timedelta(hours=72, minutes=1)
    ),
    timely_verdict(happened=_DAY, recorded_at=datetime(2026, 8, 3, 23, 0, tzinfo=UTC)),
    timely_verdict(happened=_DAY, recorded_at=datetime(2026, 8, 4, 12, 0, tzinfo=UTC)),
    timely_verdict(happened=_DAY, recorded_at=datetime(2026, 8, 5, 0, 0, tzinfo=UTC)),
    timely_verdict(happened=None, recorded_at=_AT),
)


def _lists(abc: int, ab: int, ac: int, bc: int, a: int, b: int, c: int) -> Overlap:
    return Overlap(
        counts={
            (True, True, True): abc,
            (True, True, False): ab,
            (True, False, True): ac,
            (False, True, True): bc,
            (True, False, False): a,
            (False, True, False): b,
            (False, False, True): c,
        }
    )


REPORTS = (
    Example(
        code="VIO_REP",
        given="31 reports were closed as documented.",
        work_out=lambda: vio_rep(documented=31),
        answer="31",
    ),
    Example(
        code="VIO_COMPLETE",
        given=(
            "Six reports: reviewed after 14 days; after 15; within 3 but with a field "
            "empty; received 14 days ago and reviewed; received 13 days ago (waits); "
            "never reviewed."
        ),
        work_out=lambda: vio_complete(
            tally(complete_verdict(each, at=_AT) for each in _RECEIVED)
        ),
        answer="2 of 5: 40.0 % (11.8 % to 76.9 %); 1 not decided yet",
    ),
    Example(
        code="VIO_TIMELY",
        given=(
            "72 hours to the minute (in), a minute more (out). Of “some time on 1 August”: "
            "written down on the 3rd at 23:00 (in, 71 hours at most), on the 4th at noon "
            "(60 to 84 hours: not known), on the 5th at midnight (out, 72 hours and a "
            "minute at least). One without a date."
        ),
        work_out=lambda: vio_timely(tally(_TIMELY)),
        answer="2 of 4: 50.0 % (9.7 % to 90.3 %); 2 not known well enough",
    ),
    Example(
        code="VIO_CONSENT",
        given="29 of 31 reports have an answer for every use; a no is an answer.",
        work_out=lambda: vio_consent(with_consent=29, reports=31),
        answer="29 of 31: 93.5 % (79.3 % to 98.2 %)",
    ),
    Example(
        code="VIO_SERVED",
        given="24 people reported violence; 18 got at least one service.",
        work_out=lambda: vio_served(served=18, reporting=24),
        answer="18 of 24: 75.0 % (55.1 % to 88.0 %)",
    ),
    Example(
        code="VIO_SERVED",
        given="Of seven known within 72 hours to be sexual violence, six were referred.",
        work_out=lambda: vio_medical(referred=6, known_in_time=7),
        answer="6 of 7: 85.7 % (48.7 % to 97.4 %)",
    ),
    Example(
        code="VIO_ACTION",
        given="Twelve agreed to act; something was filed in five cases.",
        work_out=lambda: vio_action(acted=5, consented=12),
        answer="5 of 12: 41.7 % (19.3 % to 68.0 %)",
    ),
    Example(
        code="VIO_EST",
        given=(
            "Three lists share too little: 4 incidents are on more than one of them, 80 "
            "on one only."
        ),
        work_out=lambda: vio_est(_lists(0, 2, 1, 1, 40, 25, 15)),
        answer="no range: 4 on more than one list, 10 are needed",
        unit=Unit.INCIDENTS,
    ),
    Example(
        code="VIO_EST",
        given=(
            "Hotline, outreach and safe space: 28 incidents on all three, 21, 17 and 18 "
            "on two, 69, 55 and 63 on one: 271 in all. (The numbers are those of a "
            "hepatitis outbreak in Taiwan, of which a census later found 545: A. Chao and "
            "others, Stat. Med. 20 (2001) 3123-3157. Only the model in which every two lists "
            "go together fits: hence the width.)"
        ),
        work_out=lambda: vio_est(_lists(28, 21, 17, 18, 69, 55, 63)),
        answer="406 to 2888 (271 recorded)",
        unit=Unit.INCIDENTS,
    ),
    Example(
        code="VIO_EST",
        given="The same as the share that was documented.",
        work_out=lambda: vio_documented(vio_est(_lists(28, 21, 17, 18, 69, 55, 63))),
        answer="9.4 % to 66.7 % (271 recorded)",
    ),
    Example(
        code="VIO_PREV",
        given="Of 384 people asked, 146 lived through either in the last twelve months.",
        work_out=lambda: vio_prev(either=146, asked=384),
        answer="146 of 384: 38.0 % (33.3 % to 43.0 %)",
    ),
)
