"""Notes for staff: sealed, for those they are for, and in nothing that leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import payung
from payung.engines import sealed
from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.holdings import holding_of
from payung.programme.cases.models import Case, ForWhom, NoteKind, StaffNote
from payung.programme.cases.staff_notes.keeping import (
    NothingWritten,
    notes_for,
    show_staff_note,
    staff_note_field,
    write_staff_note,
)
from payung.programme.journal.models import Entry
from payung.programme.people.actors import Actor
from tests.cast import PASSPHRASE
from tests.needles import bytes_of_database, found
from tests.programme.cases.conftest import NOW, Office


def written(
    actor: Actor, case: Case, for_whom: ForWhom = ForWhom.TEAM, text: str = "Be quick"
) -> StaffNote:
    return write_staff_note(
        actor=actor,
        case=case,
        kind=NoteKind.STRATEGY,
        for_whom=for_whom,
        text=text,
        at=NOW,
    )


def test_what_is_for_coordinators_is_not_there_for_others_not_even_its_writer(
    office: Office, named: Case
) -> None:
    note = written(office.sunita, named, ForWhom.COORDINATORS)

    assert list(notes_for(office.maya, named)) == [note]
    assert list(notes_for(office.sunita, named)) == []
    with pytest.raises(NoSuchCase):
        show_staff_note(actor=office.anju, case=named, note_id=note.pk, at=NOW)


def test_reading_one_is_written_down(office: Office, named: Case) -> None:
    note = written(office.sunita, named)

    text = show_staff_note(actor=office.anju, case=named, note_id=note.pk, at=NOW)

    assert text == "Be quick"
    entry = Entry.objects.get(kind="case.shown")
    assert (entry.actor, entry.details) == ("anju", {"part": "staff_note"})


def test_it_lies_nowhere_in_clear(office: Office, named: Case) -> None:
    written(office.sunita, named, text="Zephyrine is watched")

    assert found(["Zephyrine"], bytes_of_database()) == []


def test_one_note_cannot_be_put_in_the_place_of_another(
    office: Office, named: Case
) -> None:
    one, two = written(office.sunita, named), written(office.sunita, named)
    StaffNote.objects.filter(pk=one.pk).update(text=two.text)

    with pytest.raises(sealed.Refused):
        show_staff_note(actor=office.anju, case=named, note_id=one.pk, at=NOW)


def test_it_hangs_on_the_key_of_the_case(office: Office, named: Case) -> None:
    note = written(office.sunita, named)

    holding = holding_of(named.record)

    assert holding is not None
    assert staff_note_field(note.pk) in [field.name for field in holding.fields]


def test_a_note_without_words_is_not_kept(office: Office, named: Case) -> None:
    with pytest.raises(NothingWritten):
        written(office.sunita, named, text="  \n ")


def test_the_page_keeps_one_and_shows_only_what_is_for_the_reader(
    office: Office, named: Case
) -> None:
    sunita, maya = Client(), Client()
    for client, handle in ((sunita, "sunita"), (maya, "maya")):
        client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    address = reverse("case-staff-notes", args=[named.reference])
    given = {"kind": "danger", "for_whom": "coordinators", "text": "Zephyrine"}

    answer = sunita.post(address, given)

    assert answer.status_code == 302
    assert "There is no note for you here." in sunita.get(address).text
    assert "A danger to her or to us" in maya.get(address).text
    [note] = StaffNote.objects.all()
    shown = maya.post(
        reverse("case-staff-note", args=[named.reference, note.pk]),
        headers={"accept": "text/plain"},
    )
    assert shown.text == "Zephyrine"


@pytest.mark.parametrize("app", ["papers", "evidence", "findings", "hotline"])
def test_nothing_that_leaves_is_made_by_code_that_knows_notes_for_staff(
    app: str,
) -> None:
    here = Path(payung.__file__).parent / "programme" / app

    sources = [path.read_text() for path in here.rglob("*.py")]

    assert sources
    assert not any("StaffNote" in text or "staff_note" in text for text in sources)
