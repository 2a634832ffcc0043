"""The page of an activity leads to the app that carries it out, and its forms ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.activities.models import Activity, Kind, State
from payung.programme.activities.work import is_begun
from payung.programme.circles.models import FocusGroup
from payung.programme.learning.models import CourseGroup
from payung.programme.outreach.models import MicroPlanVisit, OutreachVisit
from payung.programme.outreach.planning import begin_plan
from payung.programme.plans.models import Programme

from .conftest import KATHMANDU, Office, local, signed_in
from .work import WORK, a_course, a_venue, in_the_calendar


BEGINS = {
    Kind.OPENING: "/safe/",
    Kind.TRAINING: "/learn/groups/new?activity={pk}",
    Kind.LAWYER_MEETING: "/circles/lawyer/new?activity={pk}",
    Kind.FOCUS_GROUP: "/circles/new?activity={pk}",
    Kind.OUTREACH: "/outreach/plan/add?activity={pk}",
    Kind.POLICE_MEETING: "/meetings/plan?activity={pk}",
}


@pytest.fixture
def maya(office: Office) -> Client:
    return signed_in("maya")


def soon(row: Activity, *, days: int = 5) -> datetime:
    """Put a row of the plan on a day to come, whenever this test is run."""
    start = timezone.now().astimezone(KATHMANDU) + timedelta(days=days)
    start = start.replace(hour=10, minute=0, second=0, microsecond=0)
    row.planned_start, row.planned_end = start, start + timedelta(hours=2)
    row.save()
    return start


def typed(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize("kind", list(BEGINS))
def test_the_page_leads_to_where_the_work_is_begun_and_then_goes_on(
    office: Office, programme: Programme, maya: Client, kind: Kind
) -> None:
    in_the_calendar(office, programme, kind)
    row = Activity.objects.get()
    address = f"/plan/activity/{row.pk}"

    begin = BEGINS[kind].format(pk=row.pk)
    first = maya.get(address).content.decode()
    begun_at = maya.get(begin).status_code
    WORK[kind](office, local(9, 3))
    after = maya.get(address).content.decode()

    assert f'href="{begin}"' in first
    assert f"{address}/held" not in first
    assert begun_at == 200
    assert f'href="{begin}"' not in after
    assert f"{address}/held" not in after
    assert is_begun(Activity.objects.get())


@pytest.mark.parametrize(
    ("kind", "leaves"),
    [
        (Kind.TRAINING, "/learn/days/"),
        (Kind.OUTREACH, "/outreach/visits/"),
        (Kind.POLICE_MEETING, "/meetings/"),
    ],
)
def test_begun_work_is_moved_and_called_off_where_it_is_carried_out(
    office: Office, programme: Programme, maya: Client, kind: Kind, leaves: str
) -> None:
    in_the_calendar(office, programme, kind)
    row = WORK[kind](office, local(9, 3))

    answers = [
        maya.post(f"/plan/activity/{row.pk}/{word}", {"reason": "flood"})
        for word in ("later", "off")
    ]

    assert all(answer["location"].startswith(leaves) for answer in answers)
    row.refresh_from_db()
    assert row.state == State.PLANNED


def test_ticking_off_on_the_calendar_is_refused_with_a_sentence(
    office: Office, programme: Programme, maya: Client
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    row = Activity.objects.get()

    answer = maya.post(
        f"/plan/activity/{row.pk}/held",
        {"day": "2026-09-08", "starts": "10:00", "ends": "12:00"},
        follow=True,
    )

    assert "Begin this on its own page" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == State.PLANNED


def test_of_two_lines_the_form_asks_which_in_their_words(
    office: Office, programme: Programme, maya: Client
) -> None:
    plan = in_the_calendar(office, programme, Kind.FOCUS_GROUP, Kind.FOCUS_GROUP)
    [first, second] = plan.lines.order_by("what")
    row = Activity.objects.get(line=second.root)
    start = soon(row)
    soon(Activity.objects.get(line=first.root))
    given = {
        "key": str(uuid4()),
        "team": str(office.team.pk),
        "site": "",
        "start": typed(start),
        "end": typed(start + timedelta(hours=2)),
        "group": "women",
        "quorum": "5",
    }

    asked = maya.post("/circles/new", given)
    kept, again = (
        maya.post("/circles/new", given | {"on_plan": str(row.pk)}) for _n in range(2)
    )

    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Choose which it is" in page
    assert second.what in page
    assert (kept.status_code, again.status_code) == (302, 302)
    assert FocusGroup.objects.get().activity == row


def test_a_course_is_planned_from_the_page_of_the_plan(
    office: Office, programme: Programme, maya: Client
) -> None:
    in_the_calendar(office, programme, Kind.TRAINING)
    row = Activity.objects.get()
    start = soon(row)
    before = a_course(office, local(7, 2))
    begin = f"/learn/groups/new?activity={row.pk}"

    shown = maya.get(begin).content.decode()
    maya.post(
        begin,
        {
            "team": str(office.team.pk),
            "version": str(before.version_id),
            "language": "ne",
            "start": typed(start),
            "hours": "2",
            "days": "1",
            "every": "7",
            "key": str(uuid4()),
            "on_plan": str(row.pk),
        },
    )

    assert f'value="{typed(start)}"' in shown
    assert f'value="{row.pk}" selected' in shown
    group = CourseGroup.objects.exclude(pk=before.pk).get()
    assert group.sessions.get().activity == row


def test_a_visit_in_a_draft_keeps_what_was_chosen_until_it_is_approved(
    office: Office, programme: Programme, maya: Client
) -> None:
    in_the_calendar(office, programme, Kind.OUTREACH)
    row = Activity.objects.get()
    start = soon(row)
    begin_plan(
        actor=office.maya, team=office.team, month=start.date(), at=timezone.now()
    )

    maya.post(
        f"/outreach/plan/add?activity={row.pk}",
        {
            "venue": a_venue(office).code,
            "day": f"{start:%Y-%m-%d}",
            "starts": "18:00",
            "ends": "20:00",
            "first": "sunita",
            "second": "bina",
            "purpose": "regular",
            "key": str(uuid4()),
            "on_plan": str(row.pk),
        },
    )
    drafted = MicroPlanVisit.objects.get()
    maya.post(f"/outreach/plan/{drafted.plan_id}/approve")

    assert drafted.on_plan == str(row.pk)
    assert OutreachVisit.objects.get().activity == row


def test_a_meeting_with_an_office_can_be_kept_apart_from_the_plan(
    office: Office, programme: Programme, maya: Client
) -> None:
    in_the_calendar(office, programme, Kind.POLICE_MEETING)
    row = Activity.objects.get()
    start = soon(row)
    unit = WORK[Kind.POLICE_MEETING](office, local(7, 2)).advocacy.unit

    answer = maya.post(
        "/meetings/plan",
        {
            "team": str(office.team.pk),
            "unit": str(unit.pk),
            "tier": "station",
            "start": typed(start),
            "end": typed(start + timedelta(hours=1)),
            "key": str(uuid4()),
            "on_plan": "none",
        },
    )

    assert answer.status_code == 302
    made = Activity.objects.get(apart=True)
    assert (made.line, made.planned_start) == (None, start)
    assert not is_begun(Activity.objects.get(pk=row.pk))


def test_nobody_is_offered_what_is_not_hers(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    row = Activity.objects.get()
    soon(row)

    page = signed_in("outsider").get(f"/circles/new?activity={row.pk}")

    assert str(row.pk) not in page.content.decode()
