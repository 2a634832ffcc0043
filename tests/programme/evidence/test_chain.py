"""What was done with a file is chained: changing or taking out is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from payung.gateways.vault import FakeVault
from payung.programme.cases import custody
from payung.programme.cases.custody_events import add_event, breaks_of, links_of
from payung.programme.cases.models import Case, Custody, CustodyEvent, Evidence
from payung.programme.people.models import Person
from tests.cast import as_actor
from tests.programme.cases.conftest import NOW, Office


def used(office: Office, photo: Evidence, vault: FakeVault) -> None:
    for _time in range(2):
        custody.verify(actor=office.maya, evidence=photo, vault=vault, at=NOW)


def test_every_event_is_chained_as_it_is_written(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    used(office, photo, vault)

    links = links_of(photo)
    assert [(one.number, one.kind, one.by) for one in links] == [
        (1, "received", "sunita"),
        (2, "verified", "maya"),
        (3, "verified", "maya"),
    ]
    assert breaks_of(photo) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"by": "anju"},
        {"kind": Custody.OPENED},
        {"digest": "0" * 64},
        {"about": "court"},
        {"at": NOW.replace(year=2025)},
        {"chain": "1" * 64},
        {"chain": "not a digest"},
        {"chain": ""},
    ],
    ids=str,
)
def test_an_event_that_is_changed_behind_our_back_is_named(
    office: Office, photo: Evidence, vault: FakeVault, change: dict[str, object]
) -> None:
    used(office, photo, vault)

    CustodyEvent.objects.filter(evidence=photo, number=2).update(**change)

    assert breaks_of(photo)[0] == 2


def test_an_event_that_is_taken_out_leaves_a_break(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    used(office, photo, vault)

    CustodyEvent.objects.filter(evidence=photo, number=2).delete()

    assert breaks_of(photo) == (3,)


def test_an_event_of_another_file_does_not_fit(
    photo: Evidence, paper: Evidence
) -> None:
    first = CustodyEvent.objects.get(evidence=paper)

    CustodyEvent.objects.filter(evidence=photo).update(chain=first.chain)

    assert breaks_of(photo) == (1,)


def test_what_was_written_before_there_was_a_chain_is_taken_in_with_the_next_event(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    used(office, photo, vault)
    CustodyEvent.objects.filter(evidence=photo).update(number=None, chain="")
    assert links_of(photo) == ()

    custody.verify(actor=office.maya, evidence=photo, vault=vault, at=NOW)

    kinds = [one.kind for one in links_of(photo)]
    assert kinds == ["received", "verified", "verified", "verified"]
    assert breaks_of(photo) == ()


def test_two_events_never_have_one_number(photo: Evidence) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CustodyEvent.objects.create(
            evidence=photo, at=NOW, kind=Custody.OPENED, by="x", number=1
        )


def test_uses_at_the_same_moment_stand_one_behind_the_other(
    at_once: Callable[..., list[BaseException]],
    office: Office,
    case: Case,
    photo: Evidence,
) -> None:
    def open_() -> object:
        return add_event(
            evidence=photo, kind=Custody.OPENED, by="maya", digest=photo.digest, at=NOW
        )

    raised = at_once(*[open_] * 6)

    assert raised == []
    assert [one.number for one in links_of(photo)] == [1, 2, 3, 4, 5, 6, 7]
    assert breaks_of(photo) == ()


def test_a_file_that_was_changed_is_written_down_in_the_chain_too(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    vault.kept[photo.file] = vault.kept[photo.file][:-1]

    with pytest.raises(custody.Changed):
        custody.verify(actor=office.maya, evidence=photo, vault=vault, at=NOW)

    assert [one.kind for one in links_of(photo)] == ["received", "found_changed"]
    assert breaks_of(photo) == ()
    assert as_actor(Person.objects.get(handle="maya")).handle == "maya"
