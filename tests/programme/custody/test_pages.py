"""One press each: what the pages of a draft do, and what they say when it cannot be."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.cases.actions import NewCase, link_report, open_case
from payung.programme.cases.arrests import Taken, record_arrest
from payung.programme.cases.models import Case
from payung.programme.custody.models import Beside, OverdueDraft
from payung.programme.custody.sweeping import sweep
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.reports.models import Act, Report
from tests.cast import MAYA, OUTSIDER, PASSPHRASE, SUNITA, account, as_actor, team_of
from tests.programme.reports.sent import form_in, taken


pytestmark = pytest.mark.django_db


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def held_since(actor: Actor, team: Team, began: datetime) -> Case:
    """Open a case of somebody who is held since then, with its overdue draft if any."""
    now = timezone.now()
    new = NewCase(team=team, title="An invented title", note="Held")
    case = open_case(actor=actor, new=new, at=now)
    record_arrest(actor=actor, case=case, taken=Taken(taken_at=began), at=now)
    sweep(at=now)
    return case


@pytest.fixture
def late(db: None) -> Case:
    """Give the case of somebody held for twenty-five hours."""
    team, [sunita, _maya] = team_of(SUNITA, MAYA)
    return held_since(sunita, team, timezone.now() - timedelta(hours=25))


def page_of_draft(case: Case) -> str:
    return f"/work/{case.reference}/late/{OverdueDraft.objects.get().pk}"


def test_one_press_writes_it_into_the_note_of_the_case(late: Case) -> None:
    form_in()
    sunita = as_actor_of("sunita")
    sent = taken(sunita, late.team, at=timezone.now())
    report = Report.objects.get(reference=sent.reference)
    link_report(actor=sunita, case=late, report=report, at=timezone.now())

    answer = signed_in("sunita").post(
        page_of_draft(late), {"deed": "confirm"}, follow=True
    )

    assert f"It stands in the note {sent.reference} now." in answer.content.decode()
    assert Act.objects.filter(code="lib_overdue", incident__report=report).exists()
    assert OverdueDraft.objects.get().state == "confirmed"


def as_actor_of(handle: str) -> Actor:
    return as_actor(Person.objects.get(handle=handle), at=timezone.now())


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        pytest.param({"deed": "aside"}, "Say why.", id="aside without a reason"),
        pytest.param({"deed": "confirm"}, "Ask her first", id="without her yes"),
        pytest.param({"deed": "take-out"}, "decided meanwhile", id="nothing is in it"),
        pytest.param({"deed": "?"}, "Use one of the buttons", id="no such button"),
    ],
)
def test_what_cannot_be_done_says_what_to_do_and_changes_nothing(
    late: Case, posted: dict[str, str], says: str
) -> None:
    answer = signed_in("sunita").post(page_of_draft(late), posted, follow=True)

    assert says in answer.content.decode()
    assert OverdueDraft.objects.get().state == "waiting"


def test_outside_the_team_there_is_no_draft_and_nobody_held(late: Case) -> None:
    account(OUTSIDER)
    outsider = signed_in("outsider")

    answers = [
        outsider.get(page_of_draft(late)).status_code,
        outsider.post(page_of_draft(late), {"deed": "confirm"}).status_code,
        outsider.post("/held/do", {"deed": f"there {late.reference}"}).status_code,
        outsider.post("/held/do", {"deed": f"lawyer {late.reference}"}).status_code,
    ]

    assert answers == [404, 404, 404, 404]
    assert Beside.objects.count() == 0


def test_whoever_never_said_that_she_goes_is_told_so(late: Case) -> None:
    deed = {"deed": f"left {late.reference}"}

    answer = signed_in("sunita").post("/held/do", deed, follow=True)

    assert "You have not said that you go there." in answer.content.decode()


def test_pressed_twice_she_is_there_once(late: Case) -> None:
    client = signed_in("sunita")

    for _press in range(2):
        client.post("/held/do", {"deed": f"there {late.reference}"})

    assert Beside.objects.count() == 1
