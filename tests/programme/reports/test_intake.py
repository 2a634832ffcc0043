"""A note is taken once, whole and sealed; or it is said why not, and it is kept."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.engines import sealed
from payung.programme.journal.models import Entry
from payung.programme.people.models import Person, RecordKey, Team
from payung.programme.people.teams import remove_member
from payung.programme.reports.access import NoSuchReport
from payung.programme.reports.arriving import LiesOpen, NotReadable
from payung.programme.reports.intake import AnotherBody, UnknownForm, UnknownTeamKey
from payung.programme.reports.models import (
    Act,
    Detention,
    Incident,
    Involvement,
    Profile,
    Report,
    Unplaced,
)
from payung.programme.reports.published import in_use
from tests.cast import (
    DONOR,
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    RINA,
    SUNITA,
    THEN,
    account,
    as_actor,
    team_of,
)
from tests.programme.reports.sent import (
    STORY,
    answers,
    body_of,
    form_in,
    record_of,
    take,
    taken,
)


pytestmark = pytest.mark.django_db


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def post(client: Client, body: bytes) -> Any:
    return client.post("/notes/take", body, content_type="application/json")


def sent_body(team: Team, **changes: Any) -> bytes:
    return body_of(team, answers(), form=in_use("np"), **changes)


def test_a_note_becomes_a_report_its_key_and_its_facts() -> None:
    form_in()
    team, [maya] = team_of(MAYA)

    receipt = taken(maya, team)

    report = Report.objects.get(reference=receipt.reference)
    assert receipt.reference == "NP-26-000001"
    assert (report.what, report.by_whom) == ("eco_extort", "pol_station")
    assert str(report.happened_on) == "2026-11-21"
    assert RecordKey.objects.get().record == report.record
    assert [one.kind for one in Profile.objects.order_by("number")] == [
        "pol_station",
        "gang",
    ]
    assert sorted(Act.objects.values_list("code", flat=True)) == [
        "eco_extort",
        "lib_arrest",
    ]
    assert Involvement.objects.count() == 3
    assert Incident.objects.get().police_violence
    assert Detention.objects.get().status_now == "held"
    assert Entry.objects.get(kind="report.taken").subject == receipt.reference


def test_what_happened_is_kept_to_the_day_while_the_clock_knows_the_moment() -> None:
    form_in()
    team, [maya] = team_of(MAYA)

    taken(maya, team)

    assert Report.objects.get().coded["h_detention"]["arr_at"] == "2026-11-21"
    assert Detention.objects.get().taken_at.isoformat() == "2026-11-21T16:25:00+00:00"


def test_what_names_someone_is_in_no_column_that_can_be_read() -> None:
    form_in()
    team, [maya] = team_of(MAYA)

    taken(maya, team)

    coded = json.dumps(Report.objects.get().coded)
    for name in ("Gita", "4711", "981", "ga 12"):
        assert name not in coded


def test_the_team_opens_what_was_sealed_on_the_phone() -> None:
    form_in()
    team, [_maya, sunita] = team_of(MAYA, SUNITA)

    taken(sunita, team)

    report = Report.objects.get()
    secret = sunita.unlocked.secret(report.record)
    story = json.loads(sealed.open_field(secret, "report.story", report.story))
    assert story == {"l_end/narrative": STORY}


def test_the_same_note_again_is_the_same_report() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    body = sent_body(team)

    first, second = take(maya, body), take(maya, body)

    assert (first.new, second.new) == (True, False)
    assert first.reference == second.reference
    assert first.digest == second.digest
    assert Report.objects.count() == 1


def test_another_note_under_the_same_number_is_set_aside_and_not_lost() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    first, second = sent_body(team), sent_body(team)
    client = signed_in("maya")
    post(client, first)

    response = post(client, second)

    assert response.status_code == 409
    assert response.json()["kept"] is True
    kept = Unplaced.objects.get()
    secret = maya.unlocked.secret(kept.record)
    opened = sealed.open_field(secret, "unplaced.body", kept.body)
    assert opened.encode("latin-1") == second
    assert Report.objects.count() == 1


def test_a_note_in_an_unknown_version_is_kept_and_a_sentence_says_so() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    body = sent_body(team, version="1900010101")

    response = post(signed_in("maya"), body)
    again = post(signed_in("maya"), body)

    assert response.status_code == again.status_code == 409
    assert "not known here" in response.json()["sentence"]
    assert Unplaced.objects.get().reason == "unknown_form"
    with pytest.raises(UnknownForm):
        take(maya, body)


def test_an_answer_that_must_be_sealed_is_refused_in_clear_and_not_stored() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    body = sent_body(team, coded={"l_end": {"narrative": STORY}})

    response = post(signed_in("maya"), body)

    assert response.status_code == 422
    assert "Reload the page" in response.json()["sentence"]
    assert not Report.objects.exists()
    assert not Unplaced.objects.exists()
    assert not RecordKey.objects.exists()
    with pytest.raises(LiesOpen):
        take(maya, body)


@pytest.mark.parametrize(
    "coded",
    [
        pytest.param({"d_incident": {"place": "Gita"}}, id="a name as a choice"),
        pytest.param({"d_incident": {"admin": "Gita"}}, id="a name as an area"),
        pytest.param({"perp": [{"pstation": "Gita"}]}, id="a name as a station"),
        pytest.param({"c_person": {"n_affected": "9812345678"}}, id="a phone number"),
        pytest.param({"unknown": "x"}, id="a question the form has not"),
    ],
)
def test_free_text_cannot_pass_as_a_code(coded: dict[str, Any]) -> None:
    form_in()
    team, [maya] = team_of(MAYA)

    with pytest.raises(LiesOpen):
        take(maya, sent_body(team, coded=coded))

    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"wrap": "AAAA"}, id="a wrap that is none"),
        pytest.param({"sealed": {"story": "U28gcGxhaW4"}}, id="plain text as sealed"),
        pytest.param({"sealed": {"other": "AA"}}, id="a group nobody knows"),
        pytest.param({"record": "7"}, id="a record without an id"),
        pytest.param({"coded": [1]}, id="answers that are none"),
        pytest.param({"instance": ""}, id="no number of its own"),
    ],
)
def test_what_is_not_well_formed_is_refused_whole(changes: dict[str, Any]) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    body = sent_body(team, **changes)

    with pytest.raises(NotReadable):
        take(maya, body)

    assert post(signed_in("maya"), body).status_code == 400
    assert not Report.objects.exists()


def test_a_note_sealed_to_the_teams_earlier_key_is_taken() -> None:
    form_in()
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    body = sent_body(team)
    member = Person.objects.get(pk=sunita.person_id)
    remove_member(actor=maya, team=team, member=member, at=THEN)

    receipt = take(maya, body)

    assert receipt.new
    assert RecordKey.objects.get().epoch == 1


def test_a_note_sealed_to_a_key_that_never_was_is_kept_aside() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    body = sent_body(team, epoch=9)

    response = post(signed_in("maya"), body)

    assert response.status_code == 409
    assert "six words" in response.json()["sentence"]
    assert Unplaced.objects.get().reason == "unknown_key"
    with pytest.raises(UnknownTeamKey):
        take(maya, body)


def test_nobody_sends_for_a_team_that_is_not_hers() -> None:
    form_in()
    team, _members = team_of(MAYA, SUNITA)
    body = sent_body(team)

    for part in (OUTSIDER, DONOR, RINA):
        actor = as_actor(account(part))
        with pytest.raises(NoSuchReport):
            take(actor, body)

    assert post(signed_in("outsider"), body).status_code == 404
    assert not Report.objects.exists()


def test_a_note_cannot_shut_another_record_by_taking_its_name() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    body = sent_body(team)
    take(maya, body)
    before = bytes(RecordKey.objects.get().wrap)
    other = sent_body(team, instance="uuid:other", record=str(record_of(body)))

    with pytest.raises(AnotherBody):
        take(maya, other)

    assert bytes(RecordKey.objects.get().wrap) == before
    assert Report.objects.count() == 1


def test_intake_asks_the_database_little() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team)
    body = sent_body(team, instance="uuid:second")

    with CaptureQueriesContext(connection) as asked:
        take(maya, body)

    statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(statements) <= 12


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_get_one_report_and_numbers_without_a_gap() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    bodies = [sent_body(team, instance=f"uuid:{n // 2}") for n in range(0, 8, 2)]

    def send(body: bytes) -> str:
        # A database in memory does not wait for its turn; a phone tries again.
        for _again in range(200):
            try:
                return take(maya, body).reference
            except OperationalError:
                time.sleep(0.01)
            finally:
                connection.close()
        raise AssertionError("never got its turn")

    with ThreadPoolExecutor(4) as threads:
        references = list(threads.map(send, [body for body in bodies for _ in "ab"]))

    assert references[0::2] == references[1::2]
    assert sorted(set(references)) == [
        "NP-26-000001",
        "NP-26-000002",
        "NP-26-000003",
        "NP-26-000004",
    ]
    assert Report.objects.count() == 4
