"""What OpenRosa asks of a server, case by case, as the apps in use need it."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from payung.programme.people.devices import end_device
from payung.programme.people.models import DeviceKey
from payung.programme.reports.models import Report, Unplaced
from tests.cast import DONOR, MAYA, OUTSIDER, SUNITA, THEN, account, as_actor, team_of
from tests.programme.reports.openrosa.phone import Phone, filled, phone_of, told, upload
from tests.programme.reports.sent import form_in


pytestmark = pytest.mark.django_db
LIST = "{http://openrosa.org/xforms/xformsList}"
BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]>'
SEND = "/collect/submission"


@pytest.fixture
def phone() -> Phone:
    form_in("np")
    _team, [_maya, sunita] = team_of(MAYA, SUNITA)
    return phone_of(sunita)


def changed(xml: bytes, before: bytes, after: bytes) -> bytes:
    assert before in xml
    return xml.replace(before, after, 1)


XMLS: list[Any] = [
    pytest.param(lambda x: x, 201, id="a whole note is stored"),
    pytest.param(lambda x: BOMB + x.split(b"?>", 1)[1], 400, id="a document type"),
    pytest.param(
        lambda x: BOMB + x.split(b"?>", 1)[1].replace(b"street", b"&a;"),
        400,
        id="an entity",
    ),
    pytest.param(lambda x: x[: len(x) // 2], 400, id="half of it"),
    pytest.param(lambda _: b"", 400, id="nothing in the part"),
    pytest.param(lambda _: b"%PDF-1.7 not a note", 400, id="a file that is no XML"),
    pytest.param(
        lambda x: changed(x, b"street", b"str\xc2\x85eet"),
        400,
        id="a control character",
    ),
    pytest.param(
        lambda x: changed(x, b"uuid:aaaa-1", b""), 400, id="no name for the note"
    ),
    pytest.param(
        lambda x: changed(x, b"uuid:aaaa-1", b"no scheme"),
        400,
        id="a name without scheme",
    ),
    pytest.param(
        lambda x: changed(x, b"uuid:aaaa-1", b"uuid:" + b"a" * 300),
        400,
        id="a name that is too long",
    ),
    pytest.param(
        lambda x: changed(x, b' id="', b' other="'), 400, id="it names no form"
    ),
    pytest.param(
        lambda x: changed(x, b' id="', b' id="un'), 404, id="a form that is not here"
    ),
    pytest.param(
        lambda x: changed(x, b' version="', b' version="9'),
        404,
        id="a version that is not here",
    ),
    pytest.param(
        lambda x: changed(x, b"<place>", b"<place><place>").replace(
            b"</place>", b"</place></place>"
        ),
        201,
        id="an answer deeper than the form knows",
    ),
    pytest.param(
        lambda x: b"<d id='violation'>" + b"<a>" * 60 + b"</a>" * 60 + b"</d>",
        400,
        id="nested without end",
    ),
    pytest.param(
        lambda x: changed(x, b"http://openrosa.org/xforms", b"http://other.example"),
        201,
        id="a name block in another namespace",
    ),
    pytest.param(
        lambda x: changed(x, b' version="', b' encrypted="yes" version="'),
        201,
        id="locked in the app's own way: kept as it came",
    ),
]


@pytest.mark.parametrize(("change", "status"), XMLS)
def test_each_kind_of_answers_gets_its_own_number(
    phone: Phone, change: Any, status: int
) -> None:
    response = phone.send(change(filled()))

    assert response.status_code == status
    assert response["X-OpenRosa-Version"] == "1.0"
    assert response["Date"].endswith("GMT")
    assert response["Content-Language"] == "en"
    assert told(response)
    assert "Set-Cookie" not in response.headers
    assert response.cookies == {}


def test_before_sending_the_app_is_told_that_it_may_and_how_much(phone: Phone) -> None:
    response = phone.ask(SEND, "HEAD")

    assert response.status_code == 204
    assert response["X-OpenRosa-Accept-Content-Length"] == "16777216"
    assert response["Location"] == "http://testserver/collect/submission"
    assert response.content == b""


def test_asking_for_the_address_is_answered_like_a_look_before_sending(
    phone: Phone,
) -> None:
    assert phone.ask(SEND).status_code == 204


def test_a_client_that_does_not_say_its_version_is_asked_to(phone: Phone) -> None:
    phone.headers = {}

    assert phone.send(filled()).status_code == 400


def test_a_date_that_is_wrong_for_half_of_the_day_is_not_looked_at(
    phone: Phone,
) -> None:
    phone.headers["Date"] = "Wed, 25 Nov 2026 01:00:00 XX"

    assert phone.send(filled()).status_code == 201


@pytest.mark.parametrize(
    "told_to_server",
    [
        pytest.param("", id="nothing"),
        pytest.param("Basic !!!", id="no base64"),
        pytest.param("Basic " + base64.b64encode(b"sunita").decode(), id="no colon"),
        pytest.param("Basic " + base64.b64encode(b"sunita:x").decode(), id="wrong key"),
        pytest.param("Basic " + base64.b64encode(b"\xff\xfe:x").decode(), id="no text"),
        pytest.param("Digest username=sunita", id="another scheme"),
    ],
)
@pytest.mark.parametrize("method", ["HEAD", "GET", "POST"])
def test_without_the_phones_key_the_app_is_asked_for_it(
    phone: Phone, told_to_server: str, method: str
) -> None:
    headers = {"X-OpenRosa-Version": "1.0", "Authorization": told_to_server}

    response = Client().generic(method, SEND, headers=headers)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Basic realm=")
    assert response["X-OpenRosa-Version"] == "1.0"


def test_a_key_that_was_ended_opens_nothing(phone: Phone) -> None:
    device = DeviceKey.objects.get()
    end_device(actor=as_actor(device.person), device=device, at=THEN)

    assert phone.send(filled()).status_code == 401


def test_over_plain_http_from_elsewhere_no_key_is_even_looked_at(phone: Phone) -> None:
    response = phone.ask(SEND, "HEAD", REMOTE_ADDR="203.0.113.9")

    assert response.status_code == 403


def test_over_tls_from_elsewhere_the_key_is_taken(phone: Phone) -> None:
    response = phone.ask(SEND, "HEAD", REMOTE_ADDR="203.0.113.9", secure=True)

    assert response.status_code == 204


def test_the_cookie_of_a_browser_counts_for_nothing_here(phone: Phone) -> None:
    client = Client()
    client.force_login(account(OUTSIDER))

    assert client.get("/collect/formList").status_code == 401


def test_somebody_in_no_team_is_told_whom_to_ask(phone: Phone) -> None:
    outsider = phone_of(as_actor(account(OUTSIDER)))

    response = outsider.send(filled())

    assert response.status_code == 403
    assert "coordinator" in told(response)
    assert Report.objects.count() == 0


def test_a_reader_of_figures_cannot_send_notes(phone: Phone) -> None:
    donor = phone_of(as_actor(account(DONOR)))

    assert donor.send(filled()).status_code == 403


def test_the_list_names_each_form_with_the_digest_of_what_is_downloaded(
    phone: Phone,
) -> None:
    listed = phone.ask("/collect/formList?deviceID=x&verbose=true")
    [form] = etree.fromstring(listed.content)
    told_of = {part.tag.removeprefix(LIST): part.text or "" for part in form}
    got = phone.ask(told_of["downloadUrl"].removeprefix("http://testserver"))

    assert listed["Content-Type"] == "text/xml; charset=utf-8"
    assert etree.fromstring(listed.content).tag == f"{LIST}xforms"
    assert set(told_of) == {"formID", "name", "version", "hash", "downloadUrl"}
    assert told_of["downloadUrl"].startswith("http://testserver/collect/forms/")
    assert (
        told_of["hash"]
        == "md5:" + hashlib.md5(got.content, usedforsecurity=False).hexdigest()
    )
    assert got["Content-Type"] == "text/xml; charset=utf-8"


def test_the_list_can_be_narrowed_to_one_form(phone: Phone) -> None:
    response = phone.ask("/collect/formList?formID=elsewhere")

    assert len(etree.fromstring(response.content)) == 0


def test_a_form_that_is_not_here_is_said_in_a_sentence(phone: Phone) -> None:
    response = phone.ask("/collect/forms/999999")

    assert response.status_code == 404
    assert "Fetch the list" in told(response)


def test_the_manifest_is_empty_because_our_forms_need_no_files(phone: Phone) -> None:
    listed = phone.ask("/collect/formList")
    [form] = etree.fromstring(listed.content)
    address = form.findtext(f"{LIST}downloadUrl").removeprefix("http://testserver")

    response = phone.ask(f"{address}/manifest")

    root = etree.fromstring(response.content)
    assert root.tag == "{http://openrosa.org/xforms/xformsManifest}manifest"
    assert len(root) == 0


def test_too_much_at_once_is_refused_before_it_is_read(phone: Phone) -> None:
    big = filled() + b" " * (17 * 1024 * 1024)

    response = phone.send(big)

    assert response.status_code == 413
    assert Unplaced.objects.count() == 0


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({}, id="no part at all"),
        pytest.param({"other": "text"}, id="a field of another name"),
        pytest.param(
            {
                "xml_submission_file": [
                    upload("a.xml", b"<a/>"),
                    upload("b.xml", b"<a/>"),
                ]
            },
            id="two notes in one",
        ),
    ],
)
def test_exactly_one_note_is_taken_at_a_time(phone: Phone, parts: Any) -> None:
    response = phone.client.post(SEND, parts, headers=phone._all())

    assert response.status_code == 400
    assert "still on your phone" in told(response)


def test_a_body_that_is_no_form_data_is_refused_in_words(phone: Phone) -> None:
    response = phone.ask(SEND, "POST", data=b"<a/>", content_type="text/xml")

    assert response.status_code == 400


def test_a_note_sent_as_a_field_without_file_name_is_taken(phone: Phone) -> None:
    parts = {"xml_submission_file": filled().decode()}

    response = phone.client.post(SEND, parts, headers=phone._all())

    assert response.status_code == 201


def test_another_way_of_asking_is_said_to_be_wrong(phone: Phone) -> None:
    assert phone.ask(SEND, "PUT").status_code == 405


def test_the_sentence_is_in_the_persons_own_language(phone: Phone) -> None:
    person = DeviceKey.objects.get().person
    person.language = "id"
    person.save()

    response = phone.ask("/collect/forms/999999")

    assert response["Content-Language"] == "id"
