"""Two people act at the same moment: the chain takes one after the other.

Runs on whichever database the settings name.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction

from payung.programme.journal.actions import record
from payung.programme.journal.models import Entry, Head
from payung.programme.journal.queries import broken_places
from payung.programme.people.kinds import SIGNED_IN


pytestmark = pytest.mark.django_db(transaction=True)
AtOnce = Callable[..., list[BaseException]]
AT = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    handle: str


def write(handle: str) -> None:
    for number in range(15):
        record(SIGNED_IN, actor=Somebody(handle), subject=f"{number}", at=AT)


def write_and_take_back(handle: str) -> None:
    for number in range(15):
        with suppress(KeyError), transaction.atomic():
            record(SIGNED_IN, actor=Somebody(handle), subject=f"{number}", at=AT)
            raise KeyError


def test_the_first_entries_of_three_writers_make_one_chain(
    at_once: AtOnce,
) -> None:
    raised = at_once(
        lambda: write("sunita"), lambda: write("maya"), lambda: write("anju")
    )

    assert raised == []
    assert broken_places() == []
    assert Head.objects.get().number == 45
    assert Entry.objects.filter(actor="maya").count() == 15


def test_an_entry_that_is_taken_back_leaves_no_gap(
    at_once: AtOnce,
) -> None:
    raised = at_once(lambda: write("sunita"), lambda: write_and_take_back("maya"))

    assert raised == []
    assert broken_places() == []
    assert Head.objects.get().number == 15
