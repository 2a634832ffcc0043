"""What comes in clear is sealed before it is written; sealed files are kept once."""

from __future__ import annotations

import hashlib
import io
import json
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client

from payung.engines import sealed
from payung.gateways.vault import FakeVault, FolderVault
from payung.programme.people.models import IndexToken
from payung.programme.reports.access import NoSuchReport, report_for
from payung.programme.reports.arriving import LiesOpen, NotReadable
from payung.programme.reports.attachments import (
    AnotherFile,
    ArrivingFile,
    keep_file,
    pieces_of,
)
from payung.programme.reports.intake import AnotherBody, Taken
from payung.programme.reports.models import Attachment, Report, Source
from payung.programme.reports.opening import show_part
from payung.programme.reports.plain_intake import PlainReport, take_plain
from payung.programme.reports.published import in_use
from tests.cast import MAYA, OUTSIDER, PASSPHRASE, THEN, account, as_actor, team_of
from tests.programme.reports.sent import STORY, answers, form_in, taken


pytestmark = pytest.mark.django_db
FILE = UUID("7d444840-9dc0-11d1-b245-5ffdce74fad2")


def plain(
    actor: object, team: object, digest: str = "a" * 64, **changes: object
) -> Taken:
    return take_plain(
        actor=actor,  # type: ignore[arg-type]
        team=team,  # type: ignore[arg-type]
        form=in_use("np"),
        given=PlainReport(
            instance="uuid:plain", answers=answers() | changes, digest=digest
        ),
        source=Source.OPENROSA,
        at=THEN,
    )


def test_what_came_in_clear_lies_sealed_and_opens_for_the_team() -> None:
    form_in()
    team, [maya] = team_of(MAYA)

    reference = plain(maya, team).reference

    report = report_for(maya, reference)
    assert "Gita" not in json.dumps(report.coded)
    said = show_part(actor=maya, report=report, part="story", at=THEN)
    assert said["l_end/narrative"] == STORY
    assert report.source == Source.OPENROSA
    assert IndexToken.objects.exists()


def test_the_same_plain_note_again_is_the_same_report_and_another_is_refused() -> None:
    form_in()
    team, [maya] = team_of(MAYA)

    first, second = plain(maya, team), plain(maya, team)

    assert first.reference == second.reference
    assert (first.new, second.new) == (True, False)
    with pytest.raises(AnotherBody):
        plain(maya, team, digest="b" * 64)
    assert Report.objects.count() == 1


def test_a_name_where_a_code_belongs_is_refused_from_any_program() -> None:
    form_in()
    team, [maya] = team_of(MAYA)

    with pytest.raises(LiesOpen):
        plain(maya, team, d_incident={"admin": "Gita"})

    assert not Report.objects.exists()


def test_an_outsider_sends_nothing_to_a_team() -> None:
    form_in()
    team, _members = team_of(MAYA)
    outsider = as_actor(account(OUTSIDER))

    with pytest.raises(NoSuchReport):
        plain(outsider, team)


def sealed_file(report: Report, content: bytes = b"a photograph") -> bytes:
    secret = sealed.new_record_secret(report.record)
    return b"".join(sealed.seal_stream(secret, str(FILE), [content]))


def announce(body: bytes, **changes: object) -> ArrivingFile:
    said = {
        "file": FILE,
        "question": "evidence[1]/e_file",
        "kind": "image/jpeg",
        "digest": hashlib.sha256(body).hexdigest(),
        "size": len(body),
    }
    return ArrivingFile(**said | changes)  # type: ignore[arg-type]


def test_a_sealed_file_is_kept_once_however_often_it_comes() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    report = report_for(maya, taken(maya, team).reference)
    vault, body = FakeVault(), sealed_file(report)

    for _time in range(2):
        keep_file(
            actor=maya,
            report=report,
            given=announce(body),
            pieces=pieces_of(io.BytesIO(body)),
            vault=vault,
            at=THEN,
        )

    assert Attachment.objects.get().size == len(body)
    assert vault.kept == {FILE: body}


def test_a_file_whose_row_was_lost_in_a_power_cut_is_taken_again() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    report = report_for(maya, taken(maya, team).reference)
    vault, body = FakeVault(), sealed_file(report)
    vault.put(FILE, [body])

    keep_file(
        actor=maya,
        report=report,
        given=announce(body),
        pieces=[body],
        vault=vault,
        at=THEN,
    )

    assert Attachment.objects.get().file == FILE


def test_other_bytes_under_the_name_of_a_kept_file_are_refused() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    report = report_for(maya, taken(maya, team).reference)
    vault, first, second = FakeVault(), sealed_file(report), sealed_file(report)
    given = {"actor": maya, "report": report, "vault": vault, "at": THEN}
    keep_file(given=announce(first), pieces=[first], **given)  # type: ignore[arg-type]

    with pytest.raises(AnotherFile):
        keep_file(given=announce(second), pieces=[second], **given)  # type: ignore[arg-type]

    assert vault.kept == {FILE: first}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"digest": "0" * 64}, id="other bytes than announced"),
        pytest.param({"size": 5}, id="no sealed file is so short"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_not_kept(
    changes: dict[str, object],
) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    report = report_for(maya, taken(maya, team).reference)
    vault, body = FakeVault(), sealed_file(report)

    with pytest.raises(NotReadable):
        keep_file(
            actor=maya,
            report=report,
            given=announce(body, **changes),
            pieces=[body],
            vault=vault,
            at=THEN,
        )

    assert vault.kept == {}
    assert not Attachment.objects.exists()


def test_a_file_may_not_be_hung_on_another_note() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    one = report_for(maya, taken(maya, team, instance="uuid:1").reference)
    two = report_for(maya, taken(maya, team, instance="uuid:2").reference)
    vault, body = FakeVault(), sealed_file(one)
    given = {"actor": maya, "given": announce(body), "vault": vault, "at": THEN}
    keep_file(report=one, pieces=[body], **given)  # type: ignore[arg-type]

    with pytest.raises(AnotherFile):
        keep_file(report=two, pieces=[body], **given)  # type: ignore[arg-type]


def test_a_phone_posts_a_sealed_file_and_gets_its_digest_back() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    report = report_for(maya, taken(maya, team).reference)
    file = uuid4()
    secret = maya.unlocked.secret(report.record)
    body = b"".join(sealed.seal_stream(secret, str(file), [b"a photograph"]))
    client = Client()
    client.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})

    response = client.post(
        f"/notes/{report.reference}/files",
        body,
        content_type="application/octet-stream",
        headers={"X-File": str(file), "X-Digest": hashlib.sha256(body).hexdigest()},
    )

    assert response.json() == {
        "file": str(file),
        "digest": hashlib.sha256(body).hexdigest(),
    }
    with FolderVault(settings.VAULT).open(file) as kept:
        assert b"".join(sealed.StreamReader(secret, str(file), kept)) == b"a photograph"
