"""Sign in, keys that close by themselves, and rows that open nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from payung.engines import sealed
from payung.programme.journal.models import Entry
from payung.programme.people.actions import HandleTaken, change_passphrase, make_account
from payung.programme.people.key_sessions import (
    end_key_session,
    open_key_session,
    start_key_session,
)
from payung.programme.people.models import KeySession
from payung.programme.people.roles import Role
from tests.cast import PASSPHRASE, SUNITA, THEN, account, as_actor


pytestmark = pytest.mark.django_db


def sign_in(client: Client, handle: str, passphrase: str) -> int:
    answer = client.post(
        reverse("sign-in"), {"handle": handle, "passphrase": passphrase}
    )
    return answer.status_code


def test_the_right_passphrase_opens_the_first_page() -> None:
    account(SUNITA)
    client = Client()

    assert sign_in(client, "sunita", PASSPHRASE) == 302
    assert client.get("/").status_code == 200


def test_a_wrong_passphrase_and_an_unknown_name_get_the_same_answer() -> None:
    account(SUNITA)

    wrong = Client().post(
        reverse("sign-in"), {"handle": "sunita", "passphrase": "not this one"}
    )
    unknown = Client().post(
        reverse("sign-in"), {"handle": "nobody", "passphrase": "not this one"}
    )

    sentence = "That did not open. Check both lines and try again."
    assert sentence in wrong.text
    assert sentence in unknown.text


def test_the_session_row_is_not_the_cookie() -> None:
    account(SUNITA)
    client = Client()
    sign_in(client, "sunita", PASSPHRASE)

    cookie = client.cookies["sid"].value

    assert Session.objects.get().session_key != cookie


def test_a_copied_session_row_signs_nobody_in() -> None:
    account(SUNITA)
    victim = Client()
    sign_in(victim, "sunita", PASSPHRASE)
    thief = Client()

    thief.cookies["sid"] = Session.objects.get().session_key

    assert thief.get("/").status_code == 302


def test_keys_close_after_a_quarter_of_an_hour_without_use() -> None:
    sunita = account(SUNITA)
    cookie = start_key_session(person=sunita, passphrase=PASSPHRASE, at=THEN)

    soon = THEN + timedelta(minutes=14)
    late = soon + timedelta(minutes=16)

    assert open_key_session(person=sunita, cookie=cookie, at=soon) is not None
    assert open_key_session(person=sunita, cookie=cookie, at=late) is None


def test_keys_close_after_ten_hours_even_in_use() -> None:
    sunita = account(SUNITA)
    cookie = start_key_session(person=sunita, passphrase=PASSPHRASE, at=THEN)
    KeySession.objects.update(used_at=THEN + timedelta(hours=9, minutes=59))

    over = THEN + timedelta(hours=10)

    assert open_key_session(person=sunita, cookie=cookie, at=over) is None


def test_somebody_elses_half_opens_nothing() -> None:
    sunita = account(SUNITA)
    cookie = start_key_session(person=sunita, passphrase=PASSPHRASE, at=THEN)
    other = make_account(
        handle="other",
        country="np",
        passphrase=PASSPHRASE,
        roles=[Role.PARALEGAL],
        language="en",
        at=THEN,
    )

    assert open_key_session(person=other, cookie=cookie, at=THEN) is None


@pytest.mark.parametrize("cookie", ["", "x", "ä", "AAAA", "A" * 44])
def test_a_made_up_cookie_opens_nothing(cookie: str) -> None:
    sunita = account(SUNITA)

    assert open_key_session(person=sunita, cookie=cookie, at=THEN) is None


def test_an_ended_session_opens_nothing() -> None:
    sunita = account(SUNITA)
    cookie = start_key_session(person=sunita, passphrase=PASSPHRASE, at=THEN)

    end_key_session(cookie=cookie)

    assert open_key_session(person=sunita, cookie=cookie, at=THEN) is None


def test_leaving_closes_the_keys_and_the_session() -> None:
    account(SUNITA)
    client = Client()
    sign_in(client, "sunita", PASSPHRASE)

    client.post(reverse("leave"))

    assert KeySession.objects.count() == 0
    assert client.get("/").status_code == 302
    assert [entry.kind for entry in Entry.objects.all()] == [
        "person.signed_in",
        "person.signed_out",
    ]


def test_a_changed_passphrase_opens_the_same_keys() -> None:
    sunita = account(SUNITA)
    actor = as_actor(sunita)
    before = actor.unlocked.user.public

    change_passphrase(actor=actor, old=PASSPHRASE, new="another rainy day", at=THEN)

    sunita.refresh_from_db()
    cookie = start_key_session(person=sunita, passphrase="another rainy day", at=THEN)
    keys = open_key_session(person=sunita, cookie=cookie, at=THEN)
    assert keys is not None
    assert keys.user.public == before
    with pytest.raises(sealed.Refused):
        start_key_session(person=sunita, passphrase=PASSPHRASE, at=THEN)


def test_changing_the_passphrase_closes_every_session() -> None:
    sunita = account(SUNITA)
    actor = as_actor(sunita)

    change_passphrase(actor=actor, old=PASSPHRASE, new="another rainy day", at=THEN)

    assert KeySession.objects.count() == 0


def test_the_wrong_old_passphrase_changes_nothing() -> None:
    sunita = account(SUNITA)
    actor = as_actor(sunita)

    with pytest.raises(sealed.Refused):
        change_passphrase(actor=actor, old="a guess", new="another rainy day", at=THEN)

    assert start_key_session(person=sunita, passphrase=PASSPHRASE, at=THEN)


def test_a_handle_belongs_to_one_person() -> None:
    account(SUNITA)

    with pytest.raises(HandleTaken):
        account(SUNITA)


def test_who_left_without_a_network_is_signed_out_by_whatever_is_asked_next() -> None:
    account(SUNITA)
    client = Client()
    sign_in(client, "sunita", PASSPHRASE)
    client.cookies[settings.LEFT_COOKIE_NAME] = "1"

    found = client.get("/")

    assert (found.status_code, found.headers["Location"]) == (302, "/sign-in?next=%2F")
    assert {name for name, one in client.cookies.items() if not one.value} == {
        settings.LEFT_COOKIE_NAME,
        settings.KEY_COOKIE_NAME,
        settings.SESSION_COOKIE_NAME,
    }
    assert (KeySession.objects.count(), Session.objects.count()) == (0, 0)
    assert Entry.objects.filter(kind="person.signed_out").count() == 1


def test_who_signs_in_again_after_leaving_stays_signed_in() -> None:
    account(SUNITA)
    client = Client()
    sign_in(client, "sunita", PASSPHRASE)
    client.cookies[settings.LEFT_COOKIE_NAME] = "1"

    sign_in(client, "sunita", PASSPHRASE)

    assert client.get("/").status_code == 200
    assert (KeySession.objects.count(), Session.objects.count()) == (1, 1)


def test_a_leave_that_was_heard_is_noted_once_and_ends_its_mark() -> None:
    account(SUNITA)
    client = Client()
    sign_in(client, "sunita", PASSPHRASE)
    client.cookies[settings.LEFT_COOKIE_NAME] = "1"

    client.post(reverse("leave"))

    assert client.cookies[settings.LEFT_COOKIE_NAME].value == ""
    assert Entry.objects.filter(kind="person.signed_out").count() == 1
