"""A sealed file opens for the team alone, whole or in pieces, and never in the page."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from payung.engines import sealed
from payung.gateways.vault import FolderVault
from payung.programme.journal.models import Entry
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.reports.access import report_for
from payung.programme.reports.attachments import ArrivingFile, keep_file
from payung.programme.reports.models import Attachment
from payung.programme.reports.views.files import asked_range
from tests.cast import MAYA, OUTSIDER, PASSPHRASE, RINA, THEN, Part, account, team_of
from tests.programme.reports.sent import form_in, taken


pytestmark = pytest.mark.django_db
SOUND = b"OggS" + bytes(range(256)) * 400


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def a_file(
    actor: Actor, team: Team, *, number: int, kind: str = "audio/ogg;codecs=opus"
) -> Attachment:
    report = report_for(actor, taken(actor, team).reference)
    file = UUID(int=number)
    secret = actor.unlocked.secret(report.record)
    body = b"".join(sealed.seal_stream(secret, str(file), [SOUND]))
    FolderVault(settings.VAULT)
    given = ArrivingFile(
        file=file,
        question="evidence[1]/e_file",
        kind=kind,
        digest=hashlib.sha256(body).hexdigest(),
        size=len(body),
    )
    return keep_file(
        actor=actor,
        report=report,
        given=given,
        pieces=[body],
        vault=FolderVault(settings.VAULT),
        at=THEN,
    )


@pytest.fixture
def number() -> int:
    """Return a number no other file has: the vault's folder outlives a test."""
    import uuid

    return uuid.uuid4().int


def address(file: Attachment) -> str:
    return f"/notes/{file.report.reference}/files/{file.file}"


def test_a_file_comes_out_whole_as_a_download_that_no_page_can_run(number: int) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    file = a_file(maya, team, number=number)

    response = signed_in("maya").get(f"{address(file)}/get")

    assert b"".join(response) == SOUND
    assert response.headers["Content-Type"] == "audio/ogg"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_player_gets_the_piece_it_asks_for(number: int) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    file = a_file(maya, team, number=number)

    response = signed_in("maya").get(
        f"{address(file)}/get", headers={"Range": "bytes=65530-65545"}
    )

    assert response.status_code == 206
    assert b"".join(response) == SOUND[65530:65546]
    assert response.headers["Content-Range"] == f"bytes 65530-65545/{len(SOUND)}"


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        pytest.param("", (0, 100), id="none is the whole"),
        pytest.param("bytes=10-", (10, 100), id="to the end"),
        pytest.param("bytes=-10", (90, 100), id="the last ten"),
        pytest.param("bytes=0-999", (0, 100), id="no further than there is"),
        pytest.param("bytes=100-", None, id="behind the end"),
        pytest.param("bytes=0-1,5-6", (0, 100), id="several are answered as the whole"),
    ],
)
def test_a_range_is_read_as_browsers_mean_it(
    header: str, asked: tuple[int, int] | None
) -> None:
    assert asked_range(header, 100) == asked


def test_each_opening_stands_in_the_journal(number: int) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    file = a_file(maya, team, number=number)
    client = signed_in("maya")

    client.get(address(file))
    b"".join(client.get(f"{address(file)}/get"))

    entry = Entry.objects.get(kind="report.file_read")
    assert (entry.actor, entry.subject) == ("maya", file.report.reference)


def test_what_a_phone_calls_a_web_page_is_given_out_as_plain_bytes(number: int) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    file = a_file(maya, team, number=number, kind="text/html")

    response = signed_in("maya").get(f"{address(file)}/get")

    assert response.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("part", [OUTSIDER, RINA], ids=lambda part: part.handle)
def test_nobody_outside_the_team_gets_a_file(part: Part, number: int) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    file = a_file(maya, team, number=number)
    account(part)
    client = signed_in(part.handle)

    assert client.get(address(file)).status_code == 404
    assert client.get(f"{address(file)}/get").status_code == 404
    assert not Entry.objects.filter(kind="report.file_read").exists()


def test_a_file_whose_bytes_changed_is_not_given_out(number: int) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    file = a_file(maya, team, number=number)
    kept = FolderVault(settings.VAULT)._path(file.file)
    whole = bytearray(kept.read_bytes())
    whole[-1] ^= 1
    kept.chmod(0o600)
    kept.write_bytes(bytes(whole))

    response = signed_in("maya").get(f"{address(file)}/get")

    assert response.status_code == 409
    assert "may still be whole in a backup" in response.content.decode()


def test_the_note_names_its_files_in_words(number: int) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    file = a_file(maya, team, number=number)
    client = signed_in("maya")

    note = client.get(f"/notes/{file.report.reference}").content.decode()
    page = client.get(address(file)).content.decode()

    assert "Recording" in note
    assert address(file) in note
    assert "<audio controls" in page
