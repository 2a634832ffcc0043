"""Objective 3 through the real queries, over rows so few that the number is known."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from payung.engines.indicators import (
    Left,
    LeftOut,
    NotComputable,
    Ratio,
    Why,
)
from payung.programme.activities.models import Kind, State
from payung.programme.advocacy.models import (
    AdvocacyMeeting,
    Post,
    Promise,
    PromiseReview,
)
from payung.programme.cases.models import Arrest, CaseClock, Step
from payung.programme.custody.limits import production_clocks
from payung.programme.custody.models import Beside
from payung.programme.outreach.models import Venue
from payung.programme.places.models import Unit
from payung.programme.proceedings.models import Proceeding, ProceedingStep
from tests.programme.objectives.small_rows import (
    came,
    case_of,
    held,
    noon,
    note,
    number,
    parts,
    venue,
    visit,
    worker,
)


pytestmark = pytest.mark.django_db


def promise(due: date, *looks: tuple[date, str, date | None, str]) -> None:
    unit, _ = Unit.objects.get_or_create(
        country="np",
        code="st-1",
        defaults={"kind": "station", "names": {}, "source": "x"},
    )
    post, _ = Post.objects.get_or_create(
        unit=unit,
        title="Head",
        defaults={"tier": "station", "made_at": noon(1, 1), "made_by": "clerk"},
    )
    meeting = AdvocacyMeeting.objects.create(
        activity=held(Kind.POLICE_MEETING, noon(7, 2)),
        unit=unit,
        tier="station",
        record=uuid.uuid4(),
    )
    row = Promise.objects.create(
        meeting=meeting,
        post=post,
        kind="training",
        due_on=due,
        settles_on=due + timedelta(days=30),
        read_back=True,
        made_at=noon(7, 2),
        made_by="clerk",
    )
    for on, verdict, kept_on, evidence in looks:
        PromiseReview.objects.create(
            promise=row,
            on=on,
            at=noon(on.month, on.day),
            verdict=verdict,
            kept_on=kept_on,
            evidence=evidence,
            verified_by="community",
            made_by="clerk",
        )


def test_com_kept_takes_no_word_without_evidence_and_none_after_thirty_days() -> None:
    due, kept = date(2026, 8, 1), date(2026, 7, 30)
    promise(due, (date(2026, 8, 31), "kept", kept, "seen"))
    promise(due, (date(2026, 9, 1), "kept", kept, "seen"))
    promise(due, (date(2026, 8, 5), "kept", date(2026, 8, 3), "paper"))
    promise(due, (date(2026, 8, 5), "kept", kept, "none"))
    promise(date(2026, 9, 20))

    # In July and August only, so that the one of September does not come in.
    assert parts(number("COM_KEPT", "2026-08")) == (1, 4)
    waiting = number("COM_KEPT", "2026-09", at=datetime(2026, 10, 1, tzinfo=UTC))
    assert waiting == NotComputable(why=Why.NOT_DUE_YET)


def test_adv_meet_counts_held_over_planned() -> None:
    promise(date(2026, 8, 1))
    held(Kind.POLICE_MEETING, noon(7, 9), state=State.MISSED)
    held(Kind.POLICE_MEETING, noon(7, 9), state=State.CANCELLED)

    assert parts(number("ADV_MEET", "2026-Q3")) == (1, 3)
    assert parts(number("COM_MADE", "2026-Q3")) == (1, 1)


def arrest(n: int, taken: datetime, *, hours: int | None, latest: int = 0) -> Arrest:
    """Take somebody with a limit of 24 hours; `hours` until a judge, or never."""
    row = Arrest.objects.create(
        case=case_of(n, taken),
        taken_at=taken,
        taken_at_latest=taken + timedelta(hours=latest) if latest else None,
    )
    stopped = taken + timedelta(hours=hours) if hours is not None else None
    CaseClock.objects.create(
        arrest=row,
        clock=min(production_clocks("np")),
        status="in_force",
        started_at=taken,
        runs_out_at=taken + timedelta(hours=24),
        runs_out_latest=taken + timedelta(hours=24 + latest) if latest else None,
        stopped_at=stopped,
    )
    if stopped:
        Step.objects.create(
            arrest=row, event="first_production", at=stopped, written_by="clerk"
        )
    return row


def test_det_lawful_leaves_out_what_nobody_can_say_and_counts_who_still_waits() -> None:
    arrest(1, noon(8, 1), hours=24)
    arrest(2, noon(8, 2), hours=25)
    arrest(3, noon(8, 3), hours=26, latest=4)
    arrest(4, noon(8, 4), hours=None)

    share = number("DET_LAWFUL", "2026-Q3")

    # At the hour itself is in time; between 22 and 26 hours nobody can say.
    assert parts(share) == (1, 3)
    assert isinstance(share, Ratio)
    assert share.left_out == (LeftOut(why=Left.UNKNOWN, n=1),)


def test_det_rep_counts_who_came_before_it_ended() -> None:
    with_us = arrest(1, noon(8, 1), hours=20)
    too_late = arrest(2, noon(8, 2), hours=20)
    arrest(3, noon(8, 3), hours=20)
    for row, after in ((with_us, 3), (too_late, 21)):
        there = row.taken_at + timedelta(hours=after)
        Beside.objects.create(
            arrest=row, person=worker("ama"), set_out_at=row.taken_at, there_at=there
        )

    assert parts(number("DET_REP", "2026-Q3")) == (1, 3)


def test_arrest_n_counts_only_who_agreed_to_be_counted() -> None:
    note(1, noon(7, 2), date(2026, 7, 1))
    arrest(1, noon(8, 1), hours=20)
    silent = case_of(2, noon(8, 2), counted=False)
    Arrest.objects.create(case=silent, taken_at=noon(8, 2))

    assert number("ARREST_N", "2026-Q3").value == 1  # type: ignore[union-attr]


def test_arrest_rr_makes_no_claim_on_one_office_with_few_arrests() -> None:
    Unit.objects.create(
        country="np", code="st-1", area="NP03", kind="station", names={}, source="x"
    )
    place = venue("ST-1", 40, 60, 90)
    Venue.objects.update(area="NP03")
    n = 0
    for month in (1, 2, 9):
        came(visit(place, noon(month, 3)), heads=50)
        for _ in range(3):
            n += 1
            taken = noon(month, 5)
            Arrest.objects.create(
                case=case_of(n, taken), taken_at=taken, station="st-1"
            )
    # Promised in August: from February on it was being chosen, January was before.
    promise(date(2026, 8, 1))
    Promise.objects.update(made_at=noon(8, 2))

    value = number("ARREST_RR", "2026-H2")

    assert value == NotComputable(why=Why.SINGLE_STATION, detail=("3.0",))


def test_complaint_waits_thirty_days_and_silence_is_no_answer() -> None:
    for n, (filed, answered) in enumerate(
        ((noon(7, 1), noon(7, 31)), (noon(7, 1), noon(8, 1)), (noon(8, 1), None))
    ):
        proceeding = Proceeding.objects.create(
            case=case_of(n, noon(7, 1)),
            track="complaint",
            body="police",
            opened_at=filed,
            opened_by="clerk",
        )
        step = {"proceeding": proceeding, "written_by": "clerk"}
        ProceedingStep.objects.create(code="K1", done_at=filed, **step)
        if answered:
            ProceedingStep.objects.create(code="K8", done_at=answered, **step)

    # 30 days to the hour are in time.
    assert parts(number("COMPLAINT", "2026-Q3")) == (1, 3)
