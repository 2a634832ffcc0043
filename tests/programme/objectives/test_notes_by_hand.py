"""Notes and cases through the real queries, over rows so few that the number is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from payung.engines.indicators import (
    Left,
    LeftOut,
    NotComputable,
    Ratio,
    Total,
    Why,
)
from payung.programme.consents.models import Answer, Purpose
from payung.programme.counselling.models import Need, Referral, Session
from payung.programme.objectives.queries.scope import beside, part_of
from payung.programme.proceedings.models import Proceeding, ProceedingStep
from tests.programme.objectives.small_rows import (
    case_of,
    link,
    noon,
    note,
    number,
    parts,
    said,
)


pytestmark = pytest.mark.django_db


def test_vio_rep_counts_by_when_it_happened_and_only_what_was_read() -> None:
    note(1, noon(7, 2), date(2026, 7, 1))
    note(2, noon(10, 2), date(2026, 9, 30))
    note(3, noon(7, 2), date(2026, 6, 30))
    note(4, noon(7, 2), date(2026, 7, 1), stage="new")
    note(5, noon(7, 2), date(2026, 7, 1), counted=False)

    assert number("VIO_REP", "2026-Q3") == Total(count=2)


def test_vio_timely_cannot_say_where_the_day_lies_on_both_sides() -> None:
    # Written down within 71 hours at most; after 60 to 84; after more than 72.
    note(1, datetime(2026, 8, 3, 17, 15, tzinfo=UTC), date(2026, 8, 1))
    note(2, noon(8, 4), date(2026, 8, 1))
    note(3, noon(8, 6), date(2026, 8, 1))
    note(4, noon(8, 6), date(2026, 8, 1), precision="month")
    note(5, noon(8, 6), None)

    share = number("VIO_TIMELY", "2026-08")

    assert parts(share) == (1, 2)
    assert isinstance(share, Ratio)
    assert share.left_out == (LeftOut(why=Left.UNKNOWN, n=3),)


ASKED = {f"c_{use}": "yes" for use in ("service", "stats", "attorney", "story")}


def test_vio_consent_takes_a_no_for_an_answer_and_silence_for_none() -> None:
    note(1, noon(8, 3), date(2026, 8, 1), answers={**ASKED, "c_police_anon": "no"})
    note(2, noon(8, 3), date(2026, 8, 1), answers=ASKED)

    assert parts(number("VIO_CONSENT", "2026-08")) == (1, 2)


def test_vio_complete_gives_fourteen_days_to_the_second_reader() -> None:
    told = {**ASKED, "c_police_anon": "yes"}
    for n, days in enumerate((14, 15, None)):
        opened = noon(8, 3) + timedelta(days=days) if days else None
        note(n, noon(8, 3), date(2026, 8, 1), answers=told, opened=opened)
    note(5, noon(8, 3), None, answers=told, opened=noon(8, 4))
    note(6, noon(8, 3), date(2026, 8, 1), opened=noon(8, 4))

    assert parts(number("VIO_COMPLETE", "2026-08")) == (1, 5)


def test_vio_served_counts_who_got_something_and_medical_help_within_72_hours() -> None:
    for n, (kind, sent, day) in enumerate(
        (
            *(("rape", "done", 4), ("rape", "done", 5), ("rape", "refused", 2)),
            ("physical_assault", "own", 9),
        )
    ):
        report = note(n, noon(8, 2), date(2026, 8, 1), core_type=kind)
        case = case_of(n, noon(8, 2))
        link(case, report)
        common = {"at": noon(8, day), "by": "ama"}
        need = Need.objects.create(
            case=case, service="health_pep", priority="h24", **common
        )
        Referral.objects.create(need=need, number=1, sent=sent, **common)
    note(8, noon(8, 2), date(2026, 8, 1), core_type="")

    assert parts(number("VIO_SERVED", "2026-08")) == (3, 4)
    # Counted from the first hour of the day: noon of the 4th is too late.
    assert parts(number("VIO_SERVED", "2026-08", part=beside("medical"))) == (0, 3)


def test_redress_counts_people_once_however_many_steps() -> None:
    for n in range(3):
        case, report = case_of(n, noon(7, 1)), note(n, noon(7, 1), date(2026, 7, 1))
        link(case, report)
        if n == 0:
            for track in ("complaint", "civil"):
                proceeding = Proceeding.objects.create(
                    case=case,
                    track=track,
                    body="court",
                    opened_at=noon(7, 3),
                    opened_by="c",
                )
                ProceedingStep.objects.create(
                    proceeding=proceeding, code="K4", done_at=noon(7, 4), written_by="c"
                )
    note(9, noon(7, 1), date(2026, 7, 1))

    # Three with a case, one with a note alone.
    assert parts(number("REDRESS", "2026-Q3")) == (1, 4)


def test_vio_action_asks_only_those_who_agreed_to_act() -> None:
    for n in range(3):
        case = case_of(n, noon(7, 1))
        if n:
            said(case, Purpose.COMPLAINT, Answer.YES)
    proceeding = Proceeding.objects.create(
        case=case, track="complaint", body="police", opened_at=noon(7, 3), opened_by="c"
    )
    ProceedingStep.objects.create(
        proceeding=proceeding, code="K1", asked_at=noon(7, 4), written_by="c"
    )

    assert parts(number("VIO_ACTION", "2026-Q3")) == (1, 2)


def test_lc_people_counts_one_person_with_two_services_once() -> None:
    case = case_of(1, noon(7, 1))
    case_of(2, noon(7, 1))
    talk = {"kind": "meeting", "minutes": 30, "at": noon(8, 1), "by": "ama"}
    Session.objects.create(case=case, held_at=noon(8, 1), **talk)
    Session.objects.create(case=case, held_at=noon(8, 9), **talk)
    Proceeding.objects.create(
        case=case, track="defence", body="court", opened_at=noon(8, 3), opened_by="c"
    )

    assert number("LC_PEOPLE", "2026-Q3") == Total(count=1)
    for service in ("counselling", "representation"):
        part = part_of("service", service)
        assert number("LC_PEOPLE", "2026-Q3", part=part) == Total(count=1)


def test_a_period_of_which_no_month_was_recorded_says_so_and_not_nought() -> None:
    note(1, noon(6, 2), date(2026, 6, 1))

    value = number("VIO_REP", "2026-Q3")

    months = ("2026-07", "2026-08", "2026-09")
    assert value == NotComputable(why=Why.MONTHS_MISSING, detail=months)


def test_what_nobody_ever_recorded_is_not_nought() -> None:
    assert number("SS_USE", "2026-Q3") == NotComputable(why=Why.NO_RECORDS)
    assert number("VIO_PREV", "2026") == NotComputable(why=Why.NO_RECORDS)
