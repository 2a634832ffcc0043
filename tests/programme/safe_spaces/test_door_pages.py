"""The door's addresses: taps of phones, pages without scripts, what cannot be read."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.safe_spaces.models import ServiceGiven, TakenBack, Visit

from .conftest import Office, browser_of


DOOR = "/safe/blue/door"


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def a_tap(**changed: Any) -> dict[str, Any]:
    at = ms(timezone.now())
    return {"id": str(uuid4()), "what": "visit", "code": "new", "at": at} | changed


def send(client: Any, *taps: object, now: int | None = None) -> Any:
    body = {"now": ms(timezone.now()) if now is None else now, "taps": list(taps)}
    return client.post(
        f"{DOOR}/taps", json.dumps(body), content_type="application/json"
    )


def test_the_answer_names_each_tap_that_is_kept_now(office: Office) -> None:
    first, second = a_tap(), a_tap(what="service", code="kit")

    answer = send(browser_of("sunita"), first, second, first).json()

    assert set(answer["stored"]) == {first["id"], second["id"]}
    assert answer["counts"]["visits"] == {"new": 1}
    assert answer["counts"]["services"] == {"kit": 1}


def test_what_was_sent_before_is_answered_as_kept(office: Office) -> None:
    client, tap = browser_of("sunita"), a_tap()
    send(client, tap)

    answer = send(client, tap).json()

    assert answer["stored"] == [tap["id"]]
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"what": "visitor"}, id="no such thing to say"),
        pytest.param({"code": "old"}, id="no such counter"),
        pytest.param({"what": "service", "code": "massage"}, id="no such service"),
        pytest.param({"what": "word", "code": "close"}, id="closed without a reason"),
        pytest.param({"what": "back", "tap": "that"}, id="taken back is no tap"),
        pytest.param({"at": "yesterday"}, id="a moment in words"),
        pytest.param({"at": 1e300}, id="a moment beyond all calendars"),
        pytest.param({"at": True}, id="a moment that is yes"),
        pytest.param({"count": 0}, id="nobody"),
        pytest.param({"count": 100_000}, id="a town"),
        pytest.param({"age": "0"}, id="an age that is never counted"),
        pytest.param({"id": "7"}, id="no id"),
    ],
)
def test_a_tap_that_cannot_be_read_is_named_and_the_others_are_kept(
    office: Office, changed: dict[str, Any]
) -> None:
    odd, good = a_tap(**changed), a_tap()

    answer = send(browser_of("sunita"), odd, good).json()

    assert answer["stored"] == [good["id"]]
    assert answer["refused"] == {
        odd["id"]: "This count cannot be read. Count it again."
    }


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[1]", id="a list"),
        pytest.param(b'{"taps": 7, "now": 7}', id="no list of taps"),
        pytest.param(b'{"taps": []}', id="no clock"),
        pytest.param(b'{"taps": [], "now": "x"}', id="a clock in words"),
        pytest.param(b"[" * 100_000, id="very deep"),
    ],
)
def test_what_is_no_heap_of_taps_is_answered_with_what_to_do(
    office: Office, body: bytes
) -> None:
    client = browser_of("sunita")

    answer = client.post(f"{DOOR}/taps", body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["sentence"].startswith("This cannot be read.")


def test_a_phone_whose_clock_is_wrong_is_set_right(office: Office) -> None:
    now = timezone.now()
    slow = now - timedelta(days=400)

    send(browser_of("sunita"), a_tap(at=ms(slow)), now=ms(slow))

    assert abs(Visit.objects.get().tapped_at - now) < timedelta(minutes=1)


def test_a_room_of_another_team_is_not_there(office: Office) -> None:
    client = browser_of("outsider")

    answers = [client.get(DOOR), send(client, a_tap()), client.get(f"{DOOR}/counts")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Visit.objects.count() == 0


def test_without_scripts_a_button_is_a_tap_and_twice_is_once(office: Office) -> None:
    client, key = browser_of("sunita"), str(uuid4())
    pressed = {"tap": "visit new", "key": key, "gender": "f", "age": "2"}

    for _time in range(2):
        client.post(DOOR, pressed)
    page = client.get(DOOR).content.decode()

    assert Visit.objects.get().category == "f2ny"
    assert 'data-count="new">1<' in page


def test_without_scripts_the_last_tap_can_be_taken_back(office: Office) -> None:
    client = browser_of("sunita")
    client.post(DOOR, {"tap": "service rest", "key": str(uuid4())})
    last = ServiceGiven.objects.get()

    client.post(DOOR, {"tap": f"back {last.pk}", "key": str(uuid4())})

    last.refresh_from_db()
    assert last.taken_back
    assert TakenBack.objects.get().tap == last.pk


def test_a_button_that_is_no_button_is_answered_with_a_sentence(
    office: Office,
) -> None:
    client = browser_of("sunita")

    page = client.post(DOOR, {"tap": "visit", "key": "x"}, follow=True)

    assert "This count cannot be read. Count it again." in page.content.decode()


def test_a_raid_without_anybody_to_tell_says_so(office: Office) -> None:
    client = browser_of("sunita")

    answer = send(client, a_tap(what="word", code="close", reason="raid")).json()

    assert "call them yourself" in answer["sentences"][0]
    assert answer["counts"]["closed"] == "raid"


def test_the_door_opens_while_the_keys_are_closed(office: Office) -> None:
    client = browser_of("sunita")
    client.cookies.pop("sk", None)

    assert client.get(DOOR).status_code == 200
    assert client.get("/safe/blue/rules").headers["Location"].startswith("/locked")


def test_the_offline_script_is_javascript_for_everybody(db: None) -> None:
    answer = Client().get("/safe/keep.js")

    assert answer.headers["Content-Type"] == "text/javascript"
    assert b"kept-pages" in answer.content
