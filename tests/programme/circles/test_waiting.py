"""What waited on a phone: opened here, kept once, or refused with a sentence."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from payung.engines import sealed
from payung.programme.circles.models import Decision, Finding, FocusGroup, SentForm
from payung.programme.people.models import Team
from payung.programme.reports.filling import signed_key
from payung.programme.safe_spaces.sites import NewSite, open_site
from tests.cast import PASSPHRASE, THEN
from tests.programme.cases.conftest import Office

from .conftest import decided, found, held, on, planned


pytestmark = pytest.mark.django_db
A_FINDING = [
    ["about_one", "no"],
    ["text", "Behind the mill"],
    ["themes", "raids"],
    ["severity", "2"],
    ["since", "year"],
    ["evidence", "seen"],
]
MILLISECOND = timedelta(milliseconds=1)


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def locked(
    team: Team,
    here: UUID,
    what: str,
    fields: list[list[str]],
    *,
    about: str = "",
    number: UUID | None = None,
    days_ago: int = 0,
) -> dict[str, Any]:
    """Lock a form as a phone does; its clock is an hour fast."""
    number = number or uuid4()
    now = int((timezone.now() + timedelta(hours=1)).timestamp() * 1000)
    at = now - days_ago * 86_400_000
    said = {"here": str(here), "what": what, "about": about, "at": at, "fields": fields}
    secret = sealed.new_record_secret(uuid4())
    wrap = sealed.wrap_for_team(secret, signed_key(team).public)
    name = f"circle.waiting.{number}"
    return {
        "id": str(number),
        "record": str(secret.record),
        "team": str(wrap.team),
        "epoch": wrap.epoch,
        "wrap": sealed.to_text(wrap.data),
        "sealed": sealed.seal_field(secret, name, json.dumps(said)).to_text(),
        "now": now,
    }


def send(client: Client, group: FocusGroup, message: dict[str, Any]) -> Any:
    return client.post(
        f"/circles/{group.pk}/waiting", message, content_type="application/json"
    )


def test_a_form_that_waited_is_kept_once_however_often_it_is_sent(
    office: Office, october: FocusGroup
) -> None:
    client = client_of("sunita")
    message = locked(office.team, october.pk, "finding", A_FINDING)

    answers = [send(client, october, message).json() for _time in "123"]

    assert answers == [{"id": message["id"], "is": "kept"}] * 3
    finding = Finding.objects.get()
    assert str(finding.pk) == message["id"]
    assert SentForm.objects.count() == 1


def test_what_was_changed_after_it_arrived_is_not_taken_for_what_arrived(
    office: Office, october: FocusGroup
) -> None:
    client, number = client_of("sunita"), uuid4()
    first = locked(office.team, october.pk, "finding", A_FINDING, number=number)
    other = locked(office.team, october.pk, "finding", A_FINDING, number=number)

    send(client, october, first)
    answer = send(client, october, other)

    assert answer.status_code == 422
    assert "what you changed is not in it" in answer.json()["sentence"]
    assert Finding.objects.count() == 1


def test_what_is_refused_has_not_arrived_and_comes_again_under_its_number(
    office: Office, october: FocusGroup
) -> None:
    client, number = client_of("sunita"), uuid4()
    story = [["about_one", "yes"], *A_FINDING[1:]]
    refused = locked(office.team, october.pk, "finding", story, number=number)
    mended = locked(office.team, october.pk, "finding", A_FINDING, number=number)

    answer = send(client, october, refused)
    sent_before = SentForm.objects.count()
    again = send(client, october, mended)

    assert answer.status_code == 422
    assert "Write a note instead" in answer.json()["sentence"]
    assert sent_before == 0
    assert again.json() == {"id": str(number), "is": "kept"}


def test_a_missing_answer_is_named_by_the_words_of_its_field(
    office: Office, october: FocusGroup
) -> None:
    message = locked(office.team, october.pk, "finding", A_FINDING[:2])

    said = send(client_of("sunita"), october, message).json()["sentence"]

    assert "What it is about –" in said


def test_it_is_opened_for_her_and_for_nobody_else(
    office: Office, october: FocusGroup
) -> None:
    message = locked(office.team, october.pk, "finding", A_FINDING)

    hers = send(client_of("sunita"), october, message | {"wish": "read"})
    outsiders = send(client_of("outsider"), october, message | {"wish": "read"})

    assert hers.json()["fields"] == A_FINDING
    assert "fields" not in outsiders.json()
    assert "not here any more, or not for you" in outsiders.json()["sentence"]
    assert Finding.objects.count() == 0


def test_a_form_of_one_sitting_is_not_taken_at_another(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    message = locked(office.team, october.pk, "finding", A_FINDING)

    answer = send(client_of("sunita"), november, message)

    assert answer.status_code == 422
    assert "cannot be read" in answer.json()["sentence"]


def test_a_decision_of_another_circle_is_not_told_here(
    office: Office, october: FocusGroup
) -> None:
    other = planned(office.sunita, office.team, on(10, 21), site="np-other")
    decision = decided(office.sunita, found(office.sunita, held(office.sunita, other)))
    message = locked(
        office.team, october.pk, "told", [["accepted", "yes"]], about=str(decision.pk)
    )

    answer = send(client_of("sunita"), october, message)

    assert "not here any more" in answer.json()["sentence"]


def test_the_day_is_that_on_which_it_was_said_though_the_clock_is_wrong(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    yesterday = (timezone.now() - timedelta(days=1)).astimezone(on(10, 20).tzinfo)
    fields = [
        ["what", "Ask"],
        ["why", str(finding.pk)],
        ["addressee", "police"],
        ["decided_by", "vote"],
        ["changes", "no"],
        ["due_on", yesterday.date().isoformat()],
    ]
    message = locked(office.team, october.pk, "decision", fields, days_ago=1)

    answer = send(client_of("sunita"), october, message)

    assert answer.json()["is"] == "kept"
    assert Decision.objects.get().decided_on == yesterday.date()


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"id": 1}', id="a number"),
        pytest.param(b'{"id":"x","epoch":1e400}', id="endless"),
    ],
)
def test_what_cannot_be_read_is_answered_in_words(
    office: Office, october: FocusGroup, broken: bytes
) -> None:
    answer = client_of("sunita").post(
        f"/circles/{october.pk}/waiting", broken, content_type="application/json"
    )

    assert answer.status_code == 400
    assert "Open the page again" in answer.json()["sentence"]


def test_rooms_have_the_name_the_team_knows_and_addresses_do_not(
    office: Office,
) -> None:
    site = NewSite(
        team=office.team, code="np-room", name="Blue room", opened_on=THEN.date()
    )
    open_site(actor=office.maya, new=site, at=THEN)
    group = planned(office.sunita, office.team, timezone.now())
    client = client_of("sunita")

    pages = [
        client.get(address).content.decode()
        for address in ("/circles/", f"/circles/{group.pk}")
    ]

    assert ["Blue room" in page for page in pages] == [True, True]
    assert ["np-room" in page for page in pages] == [False, False]
