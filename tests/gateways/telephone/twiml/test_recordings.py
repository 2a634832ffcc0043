"""A message on its way from the cloud into the vault."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from payung.engines.sealed import StreamReader, unwrap
from payung.gateways.telephone import TelephoneGone
from payung.gateways.telephone.twiml import (
    TWILIO,
    Account,
    NotARef,
    Rest,
    signalwire,
)
from tests.gateways.telephone.twiml.double_rest import Leg
from tests.gateways.telephone.twiml.world import (
    ACCOUNT,
    CALLER,
    TEAM,
    TOKEN,
    World,
    paper,
    plan,
    world,
)


def rest_that(answers: httpx.Response) -> Rest:
    """Return a client of a cloud that always answers this."""
    account = Account(provider=TWILIO, name=ACCOUNT, token=TOKEN)
    client = httpx.Client(transport=httpx.MockTransport(lambda _: answers))
    return Rest(account, client)


def a_message(w: World) -> str:
    call = w.cloud.call(CALLER, speaks=12)
    w.cloud.run()
    return call.sid


def test_the_teams_key_opens_exactly_what_was_said() -> None:
    w = world(paper(plan(("sunita",))))

    sid = a_message(w)

    kept = next(n.voicemail for n in w.app.news_of(sid) if n.voicemail)
    assert kept.wrap is not None
    secret = unwrap(kept.wrap, TEAM)
    with w.vault.open(kept.file) as sealed:
        said = b"".join(StreamReader(secret, kept.file, sealed).read(0, kept.size))
    assert said == b"RIFF" + b"voice" * 1200
    assert kept.size == len(said)


def test_it_is_deleted_at_the_cloud_only_once_it_is_kept() -> None:
    w = world(paper(plan(("sunita",))))

    a_message(w)

    of_it = [method for method, path in w.cloud.rest_calls if "Recordings" in path]
    assert of_it == ["GET", "DELETE"]
    assert len(w.vault.kept) == 1


def test_the_address_that_a_webhook_names_is_never_fetched() -> None:
    w = world(paper(plan(("sunita",))))

    a_message(w)

    said = [f["RecordingUrl"] for _, f in w.cloud.requests if "RecordingUrl" in f]
    assert said
    assert all(said[0] not in path for _, path in w.cloud.rest_calls)


def test_a_recording_that_is_not_ready_is_fetched_when_looked_for_again() -> None:
    w = world(paper(plan(("sunita",))))
    ready, w.cloud.rest = w.cloud.rest, lambda _: httpx.Response(500)  # type: ignore[method-assign]
    sid = a_message(w)
    assert w.vault.kept == {}

    w.cloud.rest = ready  # type: ignore[method-assign]
    w.voice.look_again(w.cloud.now + timedelta(minutes=5))

    assert [n.voicemail.seconds for n in w.app.news_of(sid) if n.voicemail] == [12]
    assert len(w.cloud.deleted) == 1


def test_the_report_of_a_recording_delivered_twice_keeps_one_copy() -> None:
    w = world(paper(plan(("sunita",))))
    w.cloud.repeats = 2

    sid = a_message(w)

    assert len(w.vault.kept) == 1
    assert len([n for n in w.app.news_of(sid) if n.voicemail]) == 1


def test_two_workers_who_fetch_at_once_keep_one_copy() -> None:
    w = world(paper(plan(("sunita",))))
    real, once, busy = w.cloud.rest, iter([True]), iter([True])

    def slow(asked: httpx.Request) -> httpx.Response:
        if asked.method == "DELETE" and next(busy, False):
            return httpx.Response(500)
        answer = real(asked)
        if "Recordings" in asked.url.path and next(once, False):
            # While the first worker still reads, another one comes by.
            w.voice.look_again(w.cloud.now + timedelta(minutes=5))
        return answer

    w.cloud.rest = slow  # type: ignore[method-assign]
    sid = a_message(w)

    kept = [n.voicemail.file for n in w.app.news_of(sid) if n.voicemail]
    assert len(kept) == 1
    assert list(w.vault.kept) == kept
    assert len(w.cloud.deleted) == 1


@pytest.mark.parametrize(
    "ref",
    [
        pytest.param("../Calls/CA1", id="another path"),
        pytest.param("RE1?x=1234567", id="a query"),
        pytest.param("RE", id="too short"),
        pytest.param("RE123456\n", id="a line end"),
    ],
)
def test_a_name_that_could_be_another_address_is_not_asked_for(ref: str) -> None:
    rest = rest_that(httpx.Response(200))

    with pytest.raises(NotARef):
        rest.delete_recording(ref)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(
            httpx.Response(302, headers={"location": "https://x"}), id="moved"
        ),
        pytest.param(httpx.Response(401), id="not known"),
        pytest.param(httpx.Response(200, content=b"<html>"), id="no JSON"),
    ],
)
def test_an_answer_that_is_none_is_the_telephone_gone(answer: httpx.Response) -> None:
    with pytest.raises(TelephoneGone):
        rest_that(answer).account()


def test_a_spaces_name_cannot_lead_to_another_host() -> None:
    with pytest.raises(ValueError, match="letters"):
        signalwire("evil.example/")


def test_the_password_is_not_shown() -> None:
    account = Account(provider=TWILIO, name=ACCOUNT, token="4711 password")

    assert "4711 password" not in repr(account)


def test_the_name_of_a_recording_may_hold_hyphens() -> None:
    w = world(paper(plan(("sunita",))))
    real = w.cloud.new_sid
    w.cloud.new_sid = lambda kind: f"{real(kind)[:10]}-{real(kind)[-12:]}"  # type: ignore[method-assign]

    sid = a_message(w)

    assert [n.voicemail.seconds for n in w.app.news_of(sid) if n.voicemail] == [12]


def test_a_recording_whose_name_is_an_address_is_passed_over() -> None:
    w = world(paper(plan(("sunita",))))
    real = w.cloud.post

    def odd(url: str, leg: Leg, **more: str) -> bytes | None:
        said = {**more, **({"RecordingSid": "../Calls/CA1"} if more else {})}
        return real(url, leg, **said)

    w.cloud.post = odd  # type: ignore[method-assign]
    sid = a_message(w)

    assert w.outcome(sid) == "message_left"
    assert w.cloud.rest_calls == []
    assert set(w.statuses) == {200}
