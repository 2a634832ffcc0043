"""What was set aside is read, placed or put away by a member; nothing is deleted."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client

from payung.engines import sealed
from payung.engines.forms import write_submission
from payung.gateways.vault import FakeVault
from payung.programme.journal.models import Entry
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.reports import aside, placing
from payung.programme.reports.access import NoSuchReport, report_for
from payung.programme.reports.models import Report, Unplaced
from payung.programme.reports.opening import show_part
from payung.programme.reports.published import in_use
from tests.cast import (
    DONOR,
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    RINA,
    SUNITA,
    THEN,
    Part,
    account,
    as_actor,
    team_of,
)
from tests.programme.reports.sent import STORY, answers, body_of, form_in, taken


pytestmark = pytest.mark.django_db


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def waiting_for(
    actor: Actor, team: Team, *, reason: str = aside.ANOTHER_BODY, **changes: object
) -> Unplaced:
    """Set a note aside whose number a kept note has."""
    form = in_use("np")
    arrived = aside.Arrived(
        form=form.form.id,
        version=form.form.version,
        instance="uuid:3f0c",
        body=body_of(team, answers(), form=form, **changes),  # type: ignore[arg-type]
    )
    return aside.set_aside(
        actor=actor, team_id=team.pk, arrived=arrived, reason=reason, at=THEN
    )


def test_what_waits_can_be_read_by_the_team_with_what_the_phone_had_locked() -> None:
    form_in()
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    waiting = waiting_for(sunita, team)

    pairs = placing.show_aside(actor=maya, waiting=waiting, at=THEN)

    assert ("l_end/narrative", STORY) in pairs
    assert ("a_safety/safe_now", "yes") in pairs
    entry = Entry.objects.get(kind="report.aside_shown")
    assert (entry.actor, entry.subject) == ("maya", str(waiting.record))


def test_a_second_note_under_one_number_becomes_a_note_of_its_own() -> None:
    form_in()
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    taken(maya, team)
    waiting = waiting_for(sunita, team)

    report = placing.take_in(actor=maya, waiting=waiting, vault=FakeVault(), at=THEN)

    assert Report.objects.count() == 2
    assert report.sent_by == "sunita"
    said = show_part(
        actor=maya, report=report_for(maya, report.reference), part="story", at=THEN
    )
    assert said == {"l_end/narrative": STORY}
    waiting.refresh_from_db()
    assert (waiting.became, waiting.settled_by) == (report.reference, "maya")


def test_what_is_put_away_stays_kept_and_can_still_be_read() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    waiting = waiting_for(maya, team)

    placing.put_away(actor=maya, waiting=waiting, at=THEN)

    kept = Unplaced.objects.get()
    assert (kept.became, kept.settled_at) == ("", THEN)
    assert placing.show_aside(actor=maya, waiting=kept, at=THEN)


def test_what_somebody_decided_is_not_decided_again() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    waiting = waiting_for(maya, team)
    placing.put_away(actor=maya, waiting=waiting, at=THEN)

    with pytest.raises(placing.SettledAlready):
        placing.take_in(actor=maya, waiting=waiting, vault=FakeVault(), at=THEN)

    assert Report.objects.count() == 0


def test_a_note_in_an_unknown_form_waits_on() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    waiting = waiting_for(maya, team, reason=aside.UNKNOWN_FORM)
    Unplaced.objects.update(version="never-published")

    with pytest.raises(placing.NotYet):
        placing.take_in(actor=maya, waiting=waiting, vault=FakeVault(), at=THEN)

    assert Unplaced.objects.get().settled_at is None


def test_a_note_locked_with_a_key_the_team_never_had_is_not_taken_in() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    waiting = waiting_for(maya, team, reason=aside.UNKNOWN_KEY, epoch=7)

    with pytest.raises(placing.NotYet):
        placing.take_in(actor=maya, waiting=waiting, vault=FakeVault(), at=THEN)

    page = signed_in("maya").post(f"/notes/aside/{waiting.record}/show")
    assert page.status_code == 409


def test_answers_that_lie_open_are_not_taken_in() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    waiting = waiting_for(maya, team, coded={"l_end": {"narrative": STORY}})

    with pytest.raises(placing.NotYet):
        placing.take_in(actor=maya, waiting=waiting, vault=FakeVault(), at=THEN)

    assert Report.objects.count() == 0


@pytest.mark.parametrize("part", [OUTSIDER, RINA, DONOR], ids=lambda part: part.handle)
def test_nobody_outside_the_team_finds_what_waits(part: Part) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    waiting = waiting_for(maya, team)
    stranger = as_actor(account(part))

    with pytest.raises(NoSuchReport):
        placing.aside_for(stranger, waiting.record)
    with pytest.raises(sealed.Refused):
        placing.show_aside(actor=stranger, waiting=waiting, at=THEN)

    client = signed_in(stranger.handle)
    for what in ("show", "take-in", "put-away"):
        address = f"/notes/aside/{waiting.record}/{what}"
        assert client.post(address).status_code == 404
    assert Unplaced.objects.get().settled_at is None


def test_the_page_says_why_and_from_whom_and_names_nobody() -> None:
    form_in()
    team, [_maya, sunita] = team_of(MAYA, SUNITA)
    waiting = waiting_for(sunita, team)
    client = signed_in("maya")

    page = client.get("/notes/aside").content.decode()
    opened = client.post(f"/notes/aside/{waiting.record}/show").content.decode()

    assert "A note with the same number was here" in page
    assert "sunita" in page
    assert "Gita" not in page
    assert "Gita" in opened


def test_a_person_places_it_from_the_page() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    waiting = waiting_for(maya, team)
    client = signed_in("maya")

    page = client.post(f"/notes/aside/{waiting.record}/take-in", follow=True)

    reference = Report.objects.get().reference
    assert f"It is {reference} now." in page.content.decode()
    assert Unplaced.objects.get().became == reference


def test_answers_from_an_app_with_a_file_become_a_note_with_that_file() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    form = in_use("np")
    told = answers() | {"evidence": [{"e_kind": "photo", "e_file": "gate.jpg"}]}
    xml = write_submission(told, form.form, instance_id="uuid:app")
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("submission.xml", xml)
        archive.writestr("1/gate.jpg", b"\xff\xd8\xff a picture")
    arrived = aside.Arrived(
        form=form.form.id,
        version=form.form.version,
        instance="uuid:app",
        body=whole.getvalue(),
    )
    waiting = aside.set_aside(
        actor=maya, team_id=team.pk, arrived=arrived, reason="another_file", at=THEN
    )
    vault = FakeVault()

    report = placing.take_in(actor=maya, waiting=waiting, vault=vault, at=THEN)

    assert len(vault.kept) == 1
    assert report.attachments.get().question == "evidence/e_file"
