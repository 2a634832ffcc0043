"""Cookies, sessions and ways back: what stays open after somebody leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from payung.programme.people.models import KeySession
from tests.cast import MAYA, PASSPHRASE, SUNITA, THEN, account


pytestmark = pytest.mark.django_db


def signed_in(handle: str, **more: object) -> Client:
    client = Client(**more)
    client.post(reverse("sign-in"), {"handle": handle, "passphrase": PASSPHRASE})
    return client


def test_signing_in_takes_a_new_session_so_that_a_planted_one_is_worth_nothing() -> (
    None
):
    account(SUNITA)
    client = signed_in("sunita")
    planted = client.cookies["sid"].value

    client.post(reverse("sign-in"), {"handle": "sunita", "passphrase": PASSPHRASE})

    assert client.cookies["sid"].value != planted
    assert Session.objects.count() == 1


def test_signing_in_again_closes_the_keys_that_were_open_in_this_browser() -> None:
    account(SUNITA)
    account(MAYA)
    client = signed_in("sunita")

    client.post(reverse("sign-in"), {"handle": "maya", "passphrase": PASSPHRASE})

    [row] = KeySession.objects.all()
    assert row.person.handle == "maya"


def test_opening_again_closes_the_keys_that_were_open_before() -> None:
    account(SUNITA)
    client = signed_in("sunita")

    client.post(reverse("locked"), {"passphrase": PASSPHRASE})

    assert KeySession.objects.count() == 1


def test_after_a_change_of_passphrase_no_other_browser_is_signed_in() -> None:
    account(SUNITA)
    hers, other = signed_in("sunita"), signed_in("sunita")
    new = "another rainy morning"

    hers.post(reverse("passphrase"), {"old": PASSPHRASE, "new": new, "again": new})

    assert other.get("/").status_code == 302
    assert hers.get("/").status_code == 302
    assert hers.cookies["sk"].value == ""


def test_old_sessions_are_swept_when_somebody_signs_in() -> None:
    account(SUNITA)
    signed_in("sunita")
    Session.objects.update(expire_date=THEN - timedelta(days=400))

    signed_in("sunita")

    assert Session.objects.count() == 1


def test_with_tls_both_cookies_are_bound_to_the_host_and_leaving_takes_both(
    settings: object,
) -> None:
    account(SUNITA)
    for name in ("SESSION_COOKIE", "CSRF_COOKIE"):
        setattr(settings, f"{name}_SECURE", True)
    settings.SESSION_COOKIE_NAME = "__Host-sid"  # type: ignore[attr-defined]
    settings.KEY_COOKIE_NAME = "__Host-sk"  # type: ignore[attr-defined]
    client = Client()
    given = {"handle": "sunita", "passphrase": PASSPHRASE}
    opened = client.post(reverse("sign-in"), given, secure=True)

    left = client.post(reverse("leave"), secure=True)

    for answer in (opened, left):
        for name in ("__Host-sid", "__Host-sk"):
            cookie = answer.cookies[name]
            # Without these three a browser ignores a __Host- cookie, its deletion too.
            assert (cookie["secure"], cookie["path"], cookie["domain"]) == (
                True,
                "/",
                "",
            )
    assert left.cookies["__Host-sk"]["max-age"] == 0
    assert left.cookies["__Host-sid"]["max-age"] == 0
    assert left.headers["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize(
    "asked",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "https:elsewhere.example",
        "\x08//elsewhere.example",
    ],
)
def test_the_way_back_never_leads_to_another_site(asked: str) -> None:
    account(SUNITA)

    answer = Client().post(
        reverse("sign-in"),
        {"handle": "sunita", "passphrase": PASSPHRASE, "next": asked},
    )

    assert answer.headers["Location"] == "/"


def test_with_tls_the_way_back_never_leads_into_the_clear() -> None:
    account(SUNITA)
    given = {"handle": "sunita", "passphrase": PASSPHRASE}

    answer = Client().post(
        reverse("sign-in"), {**given, "next": "http://testserver/notes/"}, secure=True
    )

    assert answer.headers["Location"] == "/"


def test_another_site_cannot_sign_a_browser_in() -> None:
    account(SUNITA)
    client = Client(enforce_csrf_checks=True)

    answer = client.post(
        reverse("sign-in"), {"handle": "sunita", "passphrase": PASSPHRASE}
    )

    assert answer.status_code == 403
    assert "sk" not in client.cookies


def test_who_is_here_is_shown_only_while_the_keys_are_open() -> None:
    account(MAYA)
    client = signed_in("maya")
    KeySession.objects.all().delete()

    answer = client.get(reverse("people"))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/locked")


def test_a_key_session_somebody_tampered_with_is_closed_and_breaks_no_page() -> None:
    account(SUNITA)
    client = signed_in("sunita")
    KeySession.objects.update(box=b"\x01" * 93)

    answer = client.get(reverse("passphrase"))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/locked")
