"""Guessing a passphrase: it gets slow, for the guesser only, and nothing is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from payung.programme.people.models import Tries
from payung.programme.people.tries import (
    TooSoon,
    begin_try,
    counted_for,
    forget_tries,
    known_phone,
    pause_after,
    phone_in,
)
from tests.cast import PASSPHRASE, SUNITA, THEN, account


pytestmark = pytest.mark.django_db
WAIT = "That was too often."


def try_in(client: Client, handle: str, passphrase: str) -> str:
    given = {"handle": handle, "passphrase": passphrase}
    return client.post(reverse("sign-in"), given).text


def guess(times: int, handle: str = "sunita") -> None:
    for _ in range(times):
        try_in(Client(), handle, "a guess")


@pytest.mark.parametrize(
    ("count", "seconds"),
    [(0, 0), (4, 0), (5, 2), (6, 4), (9, 32), (10, 60), (500, 60)],
)
def test_the_pause_grows_and_never_passes_a_minute(count: int, seconds: int) -> None:
    assert pause_after(count) == timedelta(seconds=seconds)


def test_after_five_guesses_even_the_right_passphrase_has_to_wait() -> None:
    account(SUNITA)
    guess(5)

    assert WAIT in try_in(Client(), "sunita", PASSPHRASE)


def test_a_name_that_nobody_has_waits_as_long() -> None:
    guess(5, "nobody")

    assert WAIT in try_in(Client(), "nobody", "a guess")


def test_one_persons_guesser_does_not_slow_another_person() -> None:
    account(SUNITA)
    guess(6, "maya")

    assert try_in(Client(), "sunita", PASSPHRASE) == ""


def test_a_guesser_elsewhere_cannot_shut_her_out_of_her_own_phone() -> None:
    account(SUNITA)
    hers = Client()
    try_in(hers, "sunita", PASSPHRASE)
    hers.post(reverse("leave"))
    guess(6)

    assert try_in(hers, "sunita", PASSPHRASE) == ""


def test_on_her_own_phone_guesses_are_counted_too() -> None:
    account(SUNITA)
    hers = Client()
    try_in(hers, "sunita", PASSPHRASE)
    hers.post(reverse("leave"))

    for _ in range(5):
        try_in(hers, "sunita", "a guess")

    assert WAIT in try_in(hers, "sunita", PASSPHRASE)


def test_the_mark_of_a_phone_says_nothing_of_whose_it_is_and_helps_nobody_else() -> (
    None
):
    mark = known_phone("sunita")

    assert "sunita" not in mark
    assert phone_in(mark, "sunita") != ""
    assert phone_in(mark, "maya") == ""
    assert phone_in("made up", "sunita") == ""


def test_what_was_typed_as_a_name_is_not_kept() -> None:
    try_in(Client(), "Sunita-Her-Real-Name", "a guess")

    [row] = Tries.objects.all()
    assert "sunita" not in row.who.lower()
    assert len(row.who) == 64


def test_a_right_passphrase_starts_the_count_anew() -> None:
    account(SUNITA)
    guess(4)

    try_in(Client(), "sunita", PASSPHRASE)

    assert Tries.objects.count() == 0


def test_a_try_is_counted_before_it_is_made() -> None:
    who = counted_for("sunita")
    for _ in range(5):
        begin_try(who=who, at=THEN)

    with pytest.raises(TooSoon) as soon:
        begin_try(who=who, at=THEN)

    assert soon.value.wait == timedelta(seconds=2)


def test_a_refused_try_does_not_make_the_pause_longer() -> None:
    who = counted_for("sunita")
    for _ in range(5):
        begin_try(who=who, at=THEN)

    for _ in range(100):
        with pytest.raises(TooSoon):
            begin_try(who=who, at=THEN)

    begin_try(who=who, at=THEN + timedelta(seconds=2))


def test_tries_are_forgotten_after_an_hour() -> None:
    for handle in ("a", "b"):
        begin_try(who=counted_for(handle), at=THEN)

    begin_try(who=counted_for("c"), at=THEN + timedelta(hours=1))

    assert Tries.objects.count() == 1
    forget_tries(who=counted_for("c"))
    assert Tries.objects.count() == 0


def test_opening_again_is_counted_apart_from_signing_in() -> None:
    account(SUNITA)
    hers = Client()
    try_in(hers, "sunita", PASSPHRASE)
    for _ in range(5):
        hers.post(reverse("locked"), {"passphrase": "a guess"})

    answer = hers.post(reverse("locked"), {"passphrase": PASSPHRASE})

    assert WAIT in answer.text
    assert try_in(Client(), "sunita", PASSPHRASE) == ""


def test_an_open_page_in_other_hands_is_no_place_to_guess_at_leisure() -> None:
    account(SUNITA)
    hers = Client()
    try_in(hers, "sunita", PASSPHRASE)
    given = {"old": "a guess", "new": "a new rainy day", "again": "a new rainy day"}
    for _ in range(5):
        hers.post(reverse("passphrase"), given)

    answer = hers.post(reverse("passphrase"), {**given, "old": PASSPHRASE})

    assert WAIT in answer.text


def test_the_mark_of_a_phone_is_not_readable_by_scripts() -> None:
    account(SUNITA)
    hers = Client()

    try_in(hers, "sunita", PASSPHRASE)

    mark = hers.cookies[settings.PHONE_COOKIE_NAME]
    assert mark["httponly"]
    assert mark["samesite"] == "Strict"
