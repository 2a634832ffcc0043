"""Today after the machine was off: whoever signs in first opens the line."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.programme.alerts.machine import forget, machine_secret
from tests.cast import PASSPHRASE
from tests.programme.hotline.small_line import make_line


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("handle", "is_open"),
    [
        pytest.param("sunita", True, id="one of the team"),
        pytest.param("outsider", False, id="a paralegal whose keys do not reach it"),
    ],
)
def test_the_first_of_the_team_to_sign_in_puts_the_key_back(
    handle: str, is_open: bool
) -> None:
    make_line()
    forget("np")
    client = Client()

    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    client.get("/")

    assert (machine_secret("np") is not None) is is_open
    forget("np")
