"""Each number divided, over rows so few that every category is known by hand."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from payung.engines.indicators import NotComputable, Ratio, parse_period
from payung.programme.activities.models import Kind, Participation
from payung.programme.cases.models import Arrest
from payung.programme.circles.models import LawyerMeeting, MeetingSubject
from payung.programme.objectives.models import IndicatorSnapshot
from payung.programme.objectives.queries.registry import QUERIES
from payung.programme.objectives.queries.scope import Scope
from payung.programme.objectives.queries.splits.axis import Of
from payung.programme.objectives.queries.splits.known import (
    COUNTRY,
    DIVIDED,
    axes_of,
    not_recorded,
)
from payung.programme.objectives.reference_sheets import all_sheets, sheet_of
from payung.programme.objectives.taking import compute, take
from payung.programme.places.models import Unit
from payung.programme.proceedings.models import Proceeding, ProceedingStep
from payung.programme.safe_spaces.models import OpeningDay, Visit
from tests.programme.objectives.small_rows import (
    LATER,
    cards,
    case_of,
    circle,
    course_group,
    decided,
    enrolled,
    held,
    noon,
    note,
    opens_on,
    room,
    team,
    took_test,
    venue,
    visit,
)


pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Clerk:
    handle: str = "clerk"


def split(code: str, axis: str, period: str = "2026-Q3") -> dict[str, object]:
    """Return an axis by category: a count, or the part and the whole."""
    scope = Scope(country="np", period=parse_period(period), at=LATER)
    answer = compute(code, scope).answer
    found: dict[str, object] = {}
    for part, value in answer.items():
        if not part or part[0][0] != axis or isinstance(value, NotComputable):
            continue
        if isinstance(value, Ratio):
            found[part[0][1]] = (value.numerator, value.denominator)
        else:
            found[part[0][1]] = value.value
    return found


def test_every_axis_of_every_sheet_is_divided_by_or_said_not_to_be_recorded() -> None:
    for sheet in all_sheets():
        known = [axis.name for axis in axes_of(sheet.code)]
        missing = not_recorded(sheet.code)

        assert sorted([*known, *missing]) == sorted(set(sheet.by) - COUNTRY)
    assert set(DIVIDED) <= set(QUERIES)
    assert not_recorded("PL_COMP") == ("checklist_domain",)
    assert not_recorded("VIO_REP") == ()


def test_a_card_is_in_the_category_of_its_latest_course_and_in_no_other() -> None:
    first, second = course_group(), course_group()
    second.site = "blue"
    second.save()
    [one, two] = cards(1, 2)
    enrolled(first, 1, noon(7, 20), one)
    late = enrolled(second, 1, noon(8, 20), one)
    late.category = "t3vy"
    late.save()
    enrolled(first, 2, noon(7, 20), two)

    assert split("KYR_REACH", "gender") == {"f": 1, "t": 1}
    assert split("KYR_REACH", "age_band") == {"2": 1, "3": 1}
    assert split("KYR_REACH", "work_setting") == {"s": 1, "v": 1}
    assert split("KYR_REACH", "first_time") == {"n": 1, "y": 1}
    assert split("KYR_REACH", "site") == {"blue": 1, "not_said": 1}


def test_the_pass_mark_is_divided_by_course_language_and_way_of_asking() -> None:
    group = course_group(pass_percent=60)
    for n, score in enumerate((11, 12, 15), start=1):
        enrolled(group, n, noon(7, 20), None)
        took_test(group, "post", f"c{n}", score, noon(7, 30))

    for axis, category in (("course", "kyr"), ("language", "ne"), ("delivery", "oral")):
        assert split("KYR_PASS", axis) == {category: (2, 3)}


def test_a_day_on_which_a_room_was_not_open_has_its_reason_or_none_written() -> None:
    blue = room()
    opens_on(blue, "MO")
    mondays = [date(2026, 6, day) for day in (1, 8, 15, 22, 29)]
    for day, status, reason in (
        (mondays[0], "open", ""),
        (mondays[1], "closed", "raid"),
        (mondays[2], "partly", "flood"),
        # A Tuesday was never promised.
        (date(2026, 6, 2), "closed", "strike"),
    ):
        OpeningDay.objects.create(site=blue, day=day, status=status, reason=reason)

    assert split("SS_OPEN", "reason_closed", "2026-06") == {
        "raid": 1,
        "flood": 1,
        "not_written": 2,
    }
    assert split("SS_OPEN", "site", "2026-06") == {"blue": (1, 5)}


def test_visits_are_divided_by_the_letters_of_their_category() -> None:
    blue = room()
    OpeningDay.objects.create(site=blue, day=date(2026, 6, 1), status="open")
    for letters, n in (("f1sy", 3), ("f2sn", 2), ("t2vn", 1)):
        Visit.objects.create(
            id=uuid.uuid4(),
            site=blue,
            day=date(2026, 6, 1),
            counter="new",
            category=letters,
            count=n,
            tapped_at=noon(6, 1),
            stored_at=noon(6, 1),
            by="clerk",
        )

    assert split("SS_USE", "gender", "2026-06") == {"f": 5, "t": 1}
    assert split("SS_USE", "age_band", "2026-06") == {"1": 3, "2": 3}
    assert split("SS_USE", "first_time", "2026-06") == {"n": 3, "y": 3}
    assert split("SS_USE", "site", "2026-06") == {"blue": 6}


def test_somebody_met_at_two_places_belongs_to_the_last_and_heads_to_the_fullest() -> (
    None
):
    street, bar = venue("V-1", 8, 10, 12), venue("V-2", 4, 5, 6)
    bar.kind, bar.area = "bar", "NP0325"
    bar.save()
    [one, two] = cards(1, 2)
    at_street = visit(street, noon(7, 2))
    at_bar = visit(bar, noon(7, 9))
    for activity, card in ((at_street, one), (at_street, two), (at_bar, one)):
        Participation.objects.create(activity=activity, category="f2sn", card=card)
    for when, n in ((noon(8, 2), 3), (noon(8, 9), 2)):
        heads = visit(street, when)
        Participation.objects.create(activity=heads, category="f2sy", count=n)

    assert split("OUT_COV", "venue_type") == {"street": (1 + 3, 10), "bar": (1, 5)}
    assert split("OUT_COV", "admin2") == {"not_said": (4, 10), "NP0325": (1, 5)}
    assert split("OUT_COV", "first_contact") == {"n": 2, "y": 3}


def test_notes_are_divided_by_who_where_and_what() -> None:
    note(1, noon(7, 2), date(2026, 7, 1), core_type="rape")
    note(2, noon(7, 3), date(2026, 7, 1))
    other = note(3, noon(7, 4), date(2026, 7, 2))
    other.by_whom = "manager"
    other.save()
    for n, gender, age in ((1, "w", "18_24"), (2, "w", "25_34"), (3, "tw", "25_34")):
        found = other if n == 3 else type(other).objects.get(reference=f"NP-R-{n:06}")
        incident = found.incident
        incident.gender, incident.age_band = gender, age
        incident.place, incident.area = "street", "NP-101"
        incident.save()

    assert split("VIO_REP", "perpetrator_type") == {"pol_station": 2, "venue": 1}
    assert split("VIO_REP", "violation_type") == {"rape": 1, "physical_assault": 2}
    assert split("VIO_REP", "gender") == {"w": 2, "tw": 1}
    assert split("VIO_REP", "age_band") == {"18_24": 1, "25_34": 2}
    assert split("VIO_REP", "setting") == {"street": 3}
    assert split("VIO_REP", "admin2") == {"NP-101": 3}
    assert split("VIO_REP", "admin1") == {"NP-P1": 3}


def test_notes_in_time_are_divided_by_the_way_they_came() -> None:
    note(1, noon(7, 2), date(2026, 7, 1), answers={"channel": "outreach"})
    note(2, noon(7, 20), date(2026, 7, 1), answers={"channel": "outreach"})
    note(3, noon(7, 2), date(2026, 7, 1))

    assert split("VIO_TIMELY", "channel") == {"outreach": (1, 2), "not_said": (1, 1)}


def taken(n: int, when: datetime, station: str) -> None:
    case = case_of(n, when)
    # The months of the quarter have to be known to have been recorded.
    note(n, when, when.date())
    Arrest.objects.create(case=case, taken_at=when, station=station)


def test_arrests_are_divided_by_office_area_and_time_of_day() -> None:
    for code, kind, area in (("st-1", "station", "NP-101"), ("st-2", "vice", "NP-101")):
        Unit.objects.create(
            country="np", code=code, kind=kind, area=area, names={}, source="x"
        )
    taken(1, noon(7, 2) - timedelta(hours=10), "st-1")
    taken(2, noon(7, 3), "st-2")
    taken(3, noon(7, 4) + timedelta(hours=11), "")

    assert split("ARREST_N", "unit_kind") == {"station": 1, "vice": 1, "not_said": 1}
    assert split("ARREST_N", "admin2") == {"NP-101": 2, "not_said": 1}
    assert split("ARREST_N", "time_band") == {"h00": 1, "h12": 1, "h18": 1}


def test_a_complaint_is_divided_by_office_and_by_what_came_of_it() -> None:
    for n, body, outcome, answered in (
        (1, "police", "", None),
        (2, "police", "out_charged", noon(7, 20)),
        (3, "human_rights", "", noon(9, 30)),
    ):
        case = case_of(n, noon(7, 1))
        way = Proceeding.objects.create(
            case=case,
            track="complaint",
            body=body,
            outcome=outcome,
            opened_at=noon(7, 1),
            opened_by="clerk",
        )
        steps = [("K1", noon(7, 2))] + ([("K8", answered)] if answered else [])
        for code, when in steps:
            ProceedingStep.objects.create(
                proceeding=way, code=code, done_at=when, written_by="clerk"
            )

    assert split("COMPLAINT", "body") == {"police": (1, 2), "human_rights": (0, 1)}
    assert split("COMPLAINT", "outcome") == {"pending": (0, 2), "out_charged": (1, 1)}


def test_meetings_and_decisions_are_divided_by_room_subject_and_addressee() -> None:
    blue, red = room("blue", date(2026, 7, 1)), room("red", date(2026, 9, 1))
    meeting = LawyerMeeting.objects.create(
        activity=held(Kind.LAWYER_MEETING, noon(7, 7)),
        team=team(),
        country="np",
        site=blue.code,
        planned_on=date(2026, 7, 7),
        made_at=noon(7, 1),
        made_by="clerk",
    )
    for subject in ("arrest", "money"):
        MeetingSubject.objects.create(meeting=meeting, subject=subject)
    group = circle("blue", noon(7, 2), came_n=8)
    decided(group, 1, date(2026, 7, 30), accepted=date(2026, 7, 20))
    decided(group, 2, date(2026, 7, 30), accepted=None)

    assert split("LAW_MEET", "site") == {"blue": (1, 3), red.code: (0, 1)}
    assert split("LAW_MEET", "topic") == {"arrest": 1, "money": 1}
    assert split("FGD_HELD", "site") == {"blue": (1, 3), "red": (0, 1)}
    assert split("FGD_HELD", "group") == {"all": 1}
    assert split("FGD_LOOP", "addressee") == {"police": (1, 2)}


def test_a_category_that_is_emptied_later_gets_a_row_that_says_so() -> None:
    row = note(1, noon(7, 2), date(2026, 7, 1))
    about = {"country": "np", "period": parse_period("2026-Q3"), "codes": ["VIO_REP"]}
    take(actor=Clerk(), at=LATER, **about)  # type: ignore[arg-type]
    row.incident.core_type = "rape"
    row.incident.save()
    take(actor=Clerk(), at=LATER + timedelta(days=1), **about)  # type: ignore[arg-type]

    rows = IndicatorSnapshot.objects.filter(part="violation_type=physical_assault")
    assert [one.value["kind"] for one in rows.order_by("number")] == [
        "total",
        "not_computable",
    ]


def test_only_axes_whose_counts_add_up_are_marked_so() -> None:
    apart = {
        f"{code}.{axis.name}"
        for code, axes in DIVIDED.items()
        for axis in axes
        if axis.of in {Of.OVERLAP, Of.OTHER}
    }

    assert apart == {
        *("SS_USE.service", "LAW_MEET.topic", "REDRESS.step", "FGD_HELD.group"),
        *("VIO_CONSENT.consent_level", "VIO_SERVED.service", "D_ACCEPT.priority"),
        "AGENCY.item",
        *("R_COVER.role", "R_REACH.role", "LESSON_ACTED.receiver"),
        *("TOOL_USED.receiver", "TOOL_USEFUL.receiver", "TOOL_USEFUL.tool_type"),
        "REP_READY.blocker_kind",
    }
    assert sheet_of("VIO_CONSENT").by == ("country", "consent_level")
