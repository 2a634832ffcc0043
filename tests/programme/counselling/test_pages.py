"""The pages of counselling: what is offered, what is refused, what stays locked."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.programme.cases.actions import change_stage
from payung.programme.cases.models import Case
from payung.programme.cases.stages import Stage
from payung.programme.consents.deeds import withdraw
from payung.programme.consents.models import Purpose
from payung.programme.counselling.models import (
    Decision,
    Due,
    Goal,
    Need,
    Option,
    RiskReview,
    Session,
)
from payung.programme.journal.models import Entry
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


@pytest.fixture
def sunita(office: Office) -> Client:
    return client_of("sunita")


def page_of(client: Client, case: Case) -> str:
    found = client.get(f"/work/{case.reference}/counselling").content.decode()
    return " ".join(found.split())


def test_without_her_yes_the_page_leads_to_the_permissions(
    sunita: Client, case: Case
) -> None:
    page = page_of(sunita, case)

    assert "She has not said yes to being helped." in page
    assert f"/work/{case.reference}/permissions" in page
    assert f"/work/{case.reference}/counselling/begin" not in page


def test_with_her_yes_it_begins_with_one_press(
    office: Office, sunita: Client, case: Case
) -> None:
    say_yes(office.sunita, case, Purpose.SERVICE)

    sunita.post(f"/work/{case.reference}/counselling/begin")

    page = page_of(sunita, case)
    assert "Ask whether she is safe" in page
    assert "Nobody has looked at it yet." in page


def test_everything_is_written_down_and_nothing_of_it_lies_open_on_the_page(
    sunita: Client, helped: Case
) -> None:
    here = f"/work/{helped.reference}/counselling"
    secret = {"text": "Behind the mill"}

    sunita.post(f"{here}/need", secret | {"service": "shelter", "priority": "h24"})
    sunita.post(f"{here}/option", secret | {"service": "shelter"})
    option = Option.objects.get()
    sunita.post(f"{here}/option/{option.pk}", secret | {"choice": "wants"})
    sunita.post(f"{here}/need/{Need.objects.get().pk}", secret | {"sent": "referred"})
    sunita.post(f"{here}/goal", secret | {"due_at": "2036-01-01T10:00"})
    sunita.post(
        f"{here}/session",
        secret | {"held_at": "2026-11-20T10:00", "kind": "visit", "minutes": "45"},
    )
    sunita.post(f"{here}/safety", secret | {"level": "high"})

    page = page_of(sunita, helped)
    counts = [m.objects.count() for m in (Decision, Goal, Session, RiskReview)]
    assert counts == [1, 1, 1, 1]
    assert page.count("Great danger") == 2
    for words in ("A safe place to stay", "She wants it", "She was sent there"):
        assert words in page
    assert "45 minutes" in page
    assert "Behind the mill" not in page


def test_a_locked_text_opens_on_its_own_and_it_is_written_down(
    sunita: Client, helped: Case
) -> None:
    here = f"/work/{helped.reference}/counselling"
    sunita.post(f"{here}/safety", {"level": "low", "text": "He has left the town"})
    row = RiskReview.objects.get()

    answer = sunita.post(f"{here}/show/risk/{row.pk}", headers={"Accept": "text/plain"})

    assert answer.content.decode() == "He has left the town"
    assert Entry.objects.get(kind="counselling.shown").details == {"what": "risk"}


def test_a_text_is_not_opened_under_another_name(sunita: Client, helped: Case) -> None:
    here = f"/work/{helped.reference}/counselling"
    sunita.post(f"{here}/safety", {"level": "low", "text": "He has left the town"})
    row = RiskReview.objects.get()

    assert sunita.post(f"{here}/show/need/{row.pk}").status_code == 404


def test_a_goal_that_is_given_up_asks_why(
    office: Office, sunita: Client, helped: Case
) -> None:
    here = f"/work/{helped.reference}/counselling"
    sunita.post(f"{here}/goal", {"text": "A room", "due_at": "2036-01-01T10:00"})
    goal = Goal.objects.get()

    answer = sunita.post(f"{here}/goal/{goal.pk}", {"state": "dropped", "text": "Why"})

    goal.refresh_from_db()
    assert answer.status_code == 422
    assert "Say why it was given up." in answer.content.decode()
    assert goal.state == "open"


def test_what_cannot_be_keeps_what_was_typed(sunita: Client, helped: Case) -> None:
    typed = {
        "held_at": "2036-01-01T10:00",
        "kind": "phone",
        "minutes": "20",
        "text": "She spoke of the river",
    }

    answer = sunita.post(f"/work/{helped.reference}/counselling/session", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write it down when it has taken place." in page
    assert "She spoke of the river" in page


def test_once_she_took_it_back_the_page_shows_and_lets_nothing_be_written(
    office: Office, sunita: Client, helped: Case
) -> None:
    withdraw(actor=office.sunita, case=helped, purpose=Purpose.SERVICE, at=NOW)

    page = page_of(sunita, helped)
    answer = sunita.post(
        f"/work/{helped.reference}/counselling/need",
        {"service": "shelter", "priority": "h24"},
    )

    assert "Add what she needs" not in page
    assert answer.status_code == 422
    assert "she took this back" in answer.content.decode()


def test_due_is_done_with_one_press(sunita: Client, helped: Case) -> None:
    due = Due.objects.get(kind="week")

    sunita.post(f"/work/{helped.reference}/counselling/due/{due.pk}")

    due.refresh_from_db()
    assert due.done_by == "sunita"


def test_only_who_supervises_is_offered_to_say_so(sunita: Client, helped: Case) -> None:
    paralegals, coordinators = (
        page_of(sunita, helped),
        page_of(client_of("maya"), helped),
    )

    assert "I have looked at it" not in paralegals
    assert "I have looked at it" in coordinators


def test_the_button_of_the_case_leads_to_the_checks(
    office: Office, sunita: Client, helped: Case
) -> None:
    change_stage(actor=office.sunita, case=helped, stage=Stage.OPEN, at=NOW)
    client_of("maya").post(f"/work/{helped.reference}/counselling/looked-at")
    address = f"/work/{helped.reference}/close"
    typed = {"outcome": "needs_met", "safety_plan_reviewed": "on"}

    case_page = sunita.get(f"/work/{helped.reference}").content.decode()
    unchecked = sunita.post(address, typed)
    closed = sunita.post(address, typed | {"told_she_can_return": "on"})

    helped.refresh_from_db()
    assert f'href="{address}"' in case_page
    assert unchecked.status_code == 422
    assert "come back at any time" in unchecked.content.decode()
    assert closed.status_code == 302
    assert helped.stage == "closed"


def test_a_case_without_counselling_is_closed_with_its_reason_alone(
    office: Office, sunita: Client, case: Case
) -> None:
    change_stage(actor=office.sunita, case=case, stage=Stage.OPEN, at=NOW)
    address = f"/work/{case.reference}/close"

    asked = sunita.get(address).content.decode()
    sunita.post(address, {"outcome": "both_agree"})

    case.refresh_from_db()
    assert "safety_plan_reviewed" not in asked
    assert case.stage == "closed"


def test_the_outsider_finds_no_counselling_and_closes_nothing(
    office: Office, helped: Case
) -> None:
    outsider = client_of("outsider")

    answers = [
        outsider.get(f"/work/{helped.reference}/counselling").status_code,
        outsider.post(
            f"/work/{helped.reference}/close", {"outcome": "needs_met"}
        ).status_code,
    ]

    assert answers == [404, 404]
