"""Sent twice, changed, in parts, by two at once: nothing is lost, nothing doubled."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.test.client import encode_multipart

from payung.engines import sealed
from payung.gateways.vault import FolderVault
from payung.programme.people.actors import Actor
from payung.programme.people.models import RecordKey
from payung.programme.reports.importing.revising import fold_in
from payung.programme.reports.models import (
    Attachment,
    Incident,
    Report,
    Revision,
    SentFile,
    Unplaced,
)
from payung.programme.reports.opening import show_part
from payung.programme.reports.openrosa.receiving import receive
from tests.cast import MAYA, RINA, SUNITA, THEN, team_of
from tests.programme.reports.openrosa.phone import Phone, filled, phone_of, told, upload
from tests.programme.reports.sent import STORY, answers, form_in


pytestmark = pytest.mark.django_db
PICTURE = ("evidence.jpg", b"\xff\xd8 a picture of nobody" * 5000)


@pytest.fixture
def team() -> tuple[Actor, Phone]:
    form_in("np")
    _team, [maya, sunita] = team_of(MAYA, SUNITA)
    return maya, phone_of(sunita)


@pytest.fixture
def maya(team: tuple[Actor, Phone]) -> Actor:
    return team[0]


@pytest.fixture
def phone(team: tuple[Actor, Phone]) -> Phone:
    return team[1]


def with_picture(**named: Any) -> bytes:
    proof = [{"e_kind": "photo", "e_file": PICTURE[0]}]
    return filled(evidence=proof, **named)


def aside_text(actor: Actor, row: Unplaced) -> bytes:
    secret = actor.unlocked.secret(row.record)
    return sealed.open_field(secret, "unplaced.body", row.body).encode("latin-1")


def test_one_note_becomes_one_report_sealed_for_the_team(
    maya: Actor, phone: Phone
) -> None:
    response = phone.send(filled())

    report = Report.objects.get()
    story = show_part(actor=maya, report=report, part="story", at=THEN)
    assert response.status_code == 201
    assert "locked for your team" in told(response)
    assert (report.source, report.sent_by) == ("openrosa", "sunita")
    assert (report.what, report.by_whom) == ("eco_extort", "pol_station")
    assert Incident.objects.get().may_be_counted
    assert STORY in story.values()


def test_the_same_note_again_is_thanked_for_and_adds_nothing(phone: Phone) -> None:
    phone.send(filled())

    again = phone.send(filled())

    assert again.status_code == 202
    assert Report.objects.count() == 1


def test_two_notes_with_the_same_answers_are_two_reports(phone: Phone) -> None:
    phone.send(filled(instance="uuid:one"))
    second = phone.send(filled(instance="uuid:two"))

    assert second.status_code == 201
    assert Report.objects.count() == 2


def test_the_same_number_with_other_answers_is_kept_aside_and_not_over_the_first(
    maya: Actor, phone: Phone
) -> None:
    phone.send(filled())
    other = filled(l_end={"narrative": "Something else"})

    response = phone.send(other)
    again = phone.send(other)

    report = Report.objects.get()
    [kept] = Unplaced.objects.all()
    story = show_part(actor=maya, report=report, part="story", at=THEN)
    assert (response.status_code, again.status_code) == (409, 409)
    assert "Both are kept" in told(response)
    assert STORY in story.values()
    assert aside_text(maya, kept) == other


def test_a_form_that_is_not_here_is_refused_and_the_note_kept_sealed(
    maya: Actor, phone: Phone
) -> None:
    foreign = filled().replace(b' version="', b' version="99')

    response = phone.send(foreign, PICTURE)

    [kept] = Unplaced.objects.all()
    inside = zipfile.ZipFile(io.BytesIO(aside_text(maya, kept)))
    assert response.status_code == 404
    assert "Fetch the form again" in told(response)
    assert kept.instance_id == "uuid:aaaa-1"
    assert inside.read("submission.xml") == foreign
    assert inside.read("1/evidence.jpg") == PICTURE[1]


def test_files_may_come_in_batches_and_each_is_stored_once(phone: Phone) -> None:
    xml = with_picture()

    first = phone.send(xml, more=True)
    second = phone.send(xml, PICTURE)
    third = phone.send(xml, PICTURE)

    assert (first.status_code, second.status_code, third.status_code) == (202, 201, 202)
    assert Report.objects.count() == 1
    assert SentFile.objects.get().listed
    assert Attachment.objects.get().question == "evidence/e_file"


def test_a_file_that_comes_later_is_new_and_one_that_came_before_is_not(
    phone: Phone,
) -> None:
    other = ("second.jpg", b"second")
    codes = [
        phone.send(filled()).status_code,
        phone.send(filled(), PICTURE).status_code,
        phone.send(filled(), PICTURE, other).status_code,
        phone.send(filled(), PICTURE, other).status_code,
    ]

    assert codes == [201, 201, 201, 202]
    assert Attachment.objects.count() == 2


def test_one_file_of_a_known_name_does_not_keep_the_others_out(phone: Phone) -> None:
    phone.send(filled(), PICTURE)

    phone.send(filled(), (PICTURE[0], b"other bytes"), ("second.jpg", b"second"))

    assert Attachment.objects.count() == 2
    assert Unplaced.objects.get().reason == "another_file"


def test_a_note_without_its_file_is_stored_and_the_sender_told_what_is_missing(
    phone: Phone,
) -> None:
    response = phone.send(with_picture())

    assert response.status_code == 201
    assert "1 of its files is missing" in told(response)


def test_a_file_that_no_answer_names_is_kept_and_flagged(phone: Phone) -> None:
    phone.send(filled(), ("stray.jpg", b"something"))

    assert not SentFile.objects.get().listed
    assert Attachment.objects.get().question == ""


def test_another_file_of_the_same_name_is_kept_aside(phone: Phone) -> None:
    xml = with_picture()
    phone.send(xml, PICTURE)

    response = phone.send(xml, (PICTURE[0], b"other bytes"))

    assert response.status_code == 409
    assert Unplaced.objects.get().reason == "another_file"
    assert Attachment.objects.count() == 1


def test_a_file_lies_sealed_in_the_vault_and_the_team_can_open_it(
    maya: Actor, phone: Phone
) -> None:
    phone.send(with_picture(), PICTURE)

    kept = Attachment.objects.get()
    with FolderVault(settings.VAULT).open(kept.file) as file:
        locked = file.read()
        secret = maya.unlocked.secret(kept.file)
        opened = b"".join(sealed.StreamReader(secret, kept.file, file))
    assert b"nobody" not in locked
    assert opened == PICTURE[1]


def test_a_name_that_leads_out_of_its_folder_stays_a_name(phone: Phone) -> None:
    response = phone.send(filled(), ("../../etc/passwd", b"x"))

    assert response.status_code == 201
    assert Attachment.objects.count() == 1


def test_a_change_keeps_record_and_reference_and_every_version(
    maya: Actor, phone: Phone
) -> None:
    phone.send(filled())
    before = Report.objects.get()
    later = filled(
        instance="uuid:aaaa-2",
        deprecated="uuid:aaaa-1",
        f_acts={"acts": "lib_raid"},
        actdet=[{"act_code": "lib_raid", "act_by": "p1", "act_times": "1"}],
        l_end={"narrative": "It was a raid."},
    )

    response = phone.send(later)

    report = Report.objects.get()
    waiting = fold_in(actor=maya, report=report, at=THEN)
    story = show_part(actor=maya, report=report, part="story", at=THEN)
    [earlier] = Revision.objects.all()
    was = sealed.open_field(
        maya.unlocked.secret(earlier.record), "revision.story", earlier.story
    )
    assert response.status_code == 201
    assert (report.record, report.reference) == (before.record, before.reference)
    assert (report.instance_id, report.what) == ("uuid:aaaa-2", "lib_raid")
    assert waiting == 1
    assert "It was a raid." in story.values()
    assert STORY in json.loads(was).values()
    assert not earlier.newer


def test_the_first_version_sent_again_after_a_change_is_known_and_changes_nothing(
    phone: Phone,
) -> None:
    phone.send(filled())
    phone.send(filled(instance="uuid:aaaa-2", deprecated="uuid:aaaa-1"))

    response = phone.send(filled())

    assert response.status_code == 202
    assert Report.objects.get().instance_id == "uuid:aaaa-2"


def test_two_changes_of_one_version_are_both_kept_and_a_person_decides(
    phone: Phone,
) -> None:
    phone.send(filled())
    phone.send(filled(instance="uuid:b", deprecated="uuid:aaaa-1"))

    response = phone.send(filled(instance="uuid:c", deprecated="uuid:aaaa-1"))

    assert response.status_code == 409
    assert Report.objects.get().instance_id == "uuid:b"
    assert Unplaced.objects.get().instance_id == "uuid:c"


def test_a_change_of_a_note_that_is_not_here_is_kept_aside(phone: Phone) -> None:
    response = phone.send(filled(instance="uuid:b", deprecated="uuid:never"))

    assert response.status_code == 404
    assert Unplaced.objects.get().reason == "earlier_unknown"


def test_a_team_abroad_cannot_touch_or_find_a_note_by_its_number(phone: Phone) -> None:
    phone.send(filled())
    form_in("bd")
    _far, [rina] = team_of(RINA, name="Far team")

    response = phone_of(rina).send(
        filled("bd", instance="uuid:x", deprecated="uuid:aaaa-1")
    )

    assert response.status_code == 404
    assert Report.objects.count() == 1


def test_an_area_typed_by_hand_is_sealed_and_not_refused(
    maya: Actor, phone: Phone
) -> None:
    where = answers()["d_incident"] | {"admin": "behind Gita's house"}

    response = phone.send(filled(d_incident=where))

    report = Report.objects.get()
    details = show_part(actor=maya, report=report, part="details", at=THEN)
    assert response.status_code == 201
    assert report.area == ""
    assert "Gita" not in json.dumps(report.coded)
    assert details["d_incident/admin"] == "behind Gita's house"


def test_a_body_in_chunks_without_a_length_is_read_to_its_end() -> None:
    parts = {"xml_submission_file": upload("submission.xml", b"<a/>")}
    body = encode_multipart("cut-here", parts)
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "multipart/form-data; boundary=cut-here",
        "HTTP_TRANSFER_ENCODING": "chunked",
        "wsgi.input": io.BytesIO(body),
    }

    received = receive(WSGIRequest(environ))

    assert received.xml == b"<a/>"


def test_every_key_of_what_came_is_wrapped_for_the_team(phone: Phone) -> None:
    phone.send(with_picture(), PICTURE)

    records = set(RecordKey.objects.values_list("record", flat=True))
    assert records >= {Report.objects.get().record, Attachment.objects.get().file}
    assert all(isinstance(one, UUID) for one in records)
