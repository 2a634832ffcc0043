"""How often a passphrase is stretched: the same for everybody, two at a time."""

from __future__ import annotations

import threading
import time

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse

from payung.programme.people.models import Person, UserKey
from payung.programme.people.stretching import GATE, Gate, spelled
from tests.cast import PASSPHRASE, SUNITA, account


class CountedArgon2(Argon2PasswordHasher):
    """Quick Argon2 that counts how often it is asked to work."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
    worked = 0

    def encode(self, password: str, salt: str) -> str:
        CountedArgon2.worked += 1
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        CountedArgon2.worked += 1
        return super().verify(password, encoded)


def stretchings(handle: str, passphrase: str) -> tuple[int, int]:
    """Sign in; return how often Django's hash and how often the gate was used."""
    before = CountedArgon2.worked, GATE.passed
    given = {"handle": handle, "passphrase": passphrase}
    Client().post(reverse("sign-in"), given)
    return CountedArgon2.worked - before[0], GATE.passed - before[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("handle", "passphrase"),
    [
        pytest.param("sunita", PASSPHRASE, id="the right passphrase"),
        pytest.param("sunita", "a guess", id="a wrong passphrase"),
        pytest.param("nobody", "a guess", id="a name that nobody has"),
        pytest.param("gone", PASSPHRASE, id="an account that is not active"),
        pytest.param("closed", PASSPHRASE, id="an account that was closed"),
        pytest.param("keyless", PASSPHRASE, id="an account without keys"),
    ],
)
def test_every_answer_at_the_door_costs_the_same(
    handle: str, passphrase: str, settings: object
) -> None:
    settings.PASSWORD_HASHERS = [  # type: ignore[attr-defined]
        f"{__name__}.CountedArgon2"
    ]
    sunita = account(SUNITA)
    for name in ("gone", "closed", "keyless"):
        sunita.pk, sunita.handle, sunita._state.adding = None, name, True
        sunita.save()
    Person.objects.filter(handle="gone").update(is_active=False)
    Person.objects.filter(handle="closed").update(is_active=False, password="!closed")

    assert stretchings(handle, passphrase) == (1, 2)


@pytest.mark.django_db
def test_an_account_without_keys_gets_the_answer_of_a_wrong_passphrase() -> None:
    UserKey.objects.filter(person=account(SUNITA)).delete()

    answer = Client().post(
        reverse("sign-in"), {"handle": "sunita", "passphrase": PASSPHRASE}
    )

    assert answer.status_code == 200
    assert "That did not open." in answer.text


def test_never_more_than_two_are_inside_at_once() -> None:
    gate = Gate(2)

    def one() -> None:
        with gate.one():
            time.sleep(0.01)

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (gate.passed, gate.most, gate.inside) == (12, 2, 0)


def test_a_place_is_given_back_where_the_work_fails() -> None:
    gate = Gate(1)

    with pytest.raises(RuntimeError), gate.one():
        raise RuntimeError

    with gate.one():
        assert gate.inside == 1


@pytest.mark.django_db
def test_two_keyboards_that_write_one_letter_differently_open_the_same() -> None:
    # BENGALI LETTER RRA in one sign, and as DDA with a dot below.
    in_one, in_two = "ঘ\u09dcি আর বৃষ্টি ভেজা", "ঘ\u09a1\u09bcি আর বৃষ্টি ভেজা"
    sunita = account(SUNITA)
    client = Client()
    client.post(reverse("sign-in"), {"handle": "sunita", "passphrase": PASSPHRASE})
    chosen = {"old": PASSPHRASE, "new": in_one, "again": in_one}
    client.post(reverse("passphrase"), chosen)

    answer = Client().post(
        reverse("sign-in"), {"handle": sunita.handle, "passphrase": in_two}
    )

    assert in_one != in_two
    assert spelled(in_one) == spelled(in_two)
    assert answer.status_code == 302
