"""The pages of circles without scripts: what they keep, refuse, show and leave locked."""

from __future__ import annotations

import random
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from payung.engines.indicators import Ratio, parse_period
from payung.programme.activities.actions import NewActivity, plan_activity
from payung.programme.activities.models import Activity, Kind, State
from payung.programme.circles.figures import groups_held_in, loop_in, meetings_held_in
from payung.programme.circles.models import (
    ActionItem,
    Decision,
    Finding,
    FocusGroup,
    KnowYourRightsCard,
    LawyerMeeting,
    LegalQuestion,
)
from payung.programme.circles.story import carrying_of
from payung.programme.people.founding import Founded
from payung.web.demo.circles import demo_year
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import Office
from tests.programme.reports.sent import form_in

from .conftest import HOURS, found, on


A_FINDING = {
    "about_one": "no",
    "text": "Behind the mill",
    "themes": ["raids"],
    "severity": "2",
    "since": "year",
    "evidence": "seen",
}


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


@pytest.fixture
def sunita(office: Office) -> Client:
    return client_of("sunita")


def test_a_sitting_is_planned_held_and_minuted_without_scripts(
    office: Office, sunita: Client
) -> None:
    planned = {
        "key": str(uuid4()),
        "team": str(office.team.pk),
        "site": "",
        "start": "2026-11-20T14:00",
        "end": "2026-11-20T16:00",
        "group": "all",
        "quorum": "5",
    }
    sunita.post("/circles/new", planned)
    sunita.post("/circles/new", planned)
    group = FocusGroup.objects.get()
    here = f"/circles/{group.pk}"

    sunita.post(
        f"{here}/held",
        {
            "started": "2026-11-20T14:00",
            "ended": "2026-11-20T16:00",
            "came_f": "5",
            "came_t": "2",
            "led": "yes",
            "allowed": "words",
            "safety": "Two at the door",
        },
    )
    sunita.post(f"{here}/finding", {"key": str(uuid4()), **A_FINDING})
    finding = Finding.objects.get()
    sunita.post(
        f"{here}/decision",
        {
            "key": str(uuid4()),
            "what": "Ask",
            "why": [str(finding.pk)],
            "addressee": "police",
            "decided_by": "vote",
            "changes": "no",
            "due_on": "2036-01-01",
        },
    )
    decision = Decision.objects.get()
    sunita.post(
        f"/circles/decisions/{decision.pk}",
        {
            "key": str(uuid4()),
            "who": "maya",
            "what": "Write",
            "due_on": "2036-01-01",
        },
    )
    sunita.post(f"{here}/finish")

    page = sunita.get(here).content.decode()
    assert "7 people came" in page
    assert "The minutes are finished, says sunita." in page
    assert ActionItem.objects.get().who_id == office.maya.person_id
    for locked in ("Behind the mill", "Two at the door", "Ask<", "Write<"):
        assert locked not in page


def test_without_scripts_one_persons_story_is_refused_and_leads_to_a_note(
    sunita: Client, october: FocusGroup
) -> None:
    given = {"key": str(uuid4()), **A_FINDING, "about_one": "yes"}

    answer = sunita.post(f"/circles/{october.pk}/finding", given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write a note instead" in page
    assert 'href="/notes/new"' in page
    assert Finding.objects.count() == 0


def test_an_opened_finding_comes_as_text_for_the_page_and_only_by_post(
    office: Office, sunita: Client, october: FocusGroup
) -> None:
    finding = found(office.sunita, october, "Behind the mill")
    here = f"/circles/{october.pk}/show/finding/{finding.pk}"

    answer = sunita.post(here, headers={"Accept": "text/plain"})

    assert answer.content.decode() == "Behind the mill"
    assert sunita.get(here).status_code == 405
    assert client_of("outsider").post(here).status_code == 404


def test_a_text_of_one_sitting_is_not_opened_through_another(
    office: Office, sunita: Client, october: FocusGroup, november: FocusGroup
) -> None:
    finding = found(office.sunita, october)

    answer = sunita.post(f"/circles/{november.pk}/show/finding/{finding.pk}")

    assert answer.status_code == 404


def test_a_question_goes_from_asked_to_a_card_that_an_attorney_approves(
    office: Office, sunita: Client
) -> None:
    team = {"key": str(uuid4()), "team": str(office.team.pk), "site": ""}
    sunita.post("/circles/lawyer/ask", team | {"subject": "money", "text": "Must I?"})
    times = {"start": "2026-11-20T14:00", "end": "2026-11-20T16:00"}
    sunita.post("/circles/lawyer/new", team | {"key": str(uuid4())} | times)
    question, meeting = LegalQuestion.objects.get(), LawyerMeeting.objects.get()
    here = f"/circles/lawyer/{meeting.pk}"
    sunita.post(
        f"{here}/held",
        {
            "started": "2026-11-20T14:00",
            "ended": "2026-11-20T16:00",
            "came_f": "5",
            "subjects": ["money"],
        },
    )
    sunita.post(f"{here}/answer/{question.pk}", {"answer": "Only with a paper"})
    sunita.post(
        f"/circles/lawyer/questions/{question.pk}/card",
        {
            "title": "Must I pay?",
            "body": "Ask for a paper.",
            "language": "en",
            "source": "Invented Act",
            "confidence": "high",
        },
    )
    card = KnowYourRightsCard.objects.get()
    printed = f"/circles/cards/{card.pk}/en/print"
    before = sunita.get(printed).content.decode()
    client_of("anju").post(f"/circles/cards/{card.pk}/approve")

    after = sunita.get(printed).content.decode()

    assert "This is a draft." in before
    assert "This is a draft." not in after
    assert "Ask for a paper." in after
    assert "Only with a paper" not in sunita.get(here).content.decode()


def test_a_coordinator_gets_the_file_under_a_name_that_says_nothing(
    office: Office, october: FocusGroup
) -> None:
    answer = client_of("maya").post(
        "/circles/out", {"since": "2026-10-01", "until": "2026-10-01"}
    )

    assert "No finished sitting" in answer.content.decode()


def test_an_invented_year_fills_every_figure(office: Office) -> None:
    founded = Founded(actor=office.maya, team=office.team, words=())
    rng = random.Random(7)

    demo_year(office=founded, rng=rng, start=date(2026, 1, 1), months=12, scale=1.0)

    year = parse_period("2026")
    assert FocusGroup.objects.count() == 12
    held = Activity.objects.filter(kind="circle", state=State.HELD).count()
    assert held >= 8
    sites = ("",)
    figures = (
        groups_held_in("np", year, sites=sites),
        loop_in("np", year, on=date(2026, 12, 31)).carried_out,
        meetings_held_in("np", year, sites=sites),
    )
    assert all(isinstance(one, Ratio) and one.numerator for one in figures)


def test_the_story_goes_to_the_question_that_asks_for_it_once(office: Office) -> None:
    form_in("np")

    carrying = carrying_of(office.sunita)

    assert carrying is not None
    assert carrying["path"] == ["l_end", "narrative"]
    assert carrying_of(office.rina) is None


def test_what_stands_on_the_plan_is_begun_here_and_not_planned_twice(
    office: Office, sunita: Client
) -> None:
    start = on(11, 20)
    new = NewActivity(
        team=office.team, kind=Kind.FOCUS_GROUP, start=start, end=start + HOURS
    )
    activity = plan_activity(actor=office.maya, new=new, at=start)
    begin = f"/circles/new?activity={activity.pk}"
    offered = sunita.get("/circles/").content.decode()

    sunita.post(
        begin,
        {
            "key": str(uuid4()),
            "team": str(office.team.pk),
            "site": "",
            "start": "2026-11-20T14:00",
            "end": "2026-11-20T16:00",
            "group": "women",
            "quorum": "5",
        },
    )

    assert f'href="{begin}"' in offered
    assert FocusGroup.objects.get().activity == activity
    assert Activity.objects.count() == 1
    assert begin not in sunita.get("/circles/").content.decode()
