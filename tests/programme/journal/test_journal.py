"""The journal: one entry a deed, chained; whoever changes it is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from payung.programme.journal.actions import NotForTheJournal, record
from payung.programme.journal.kinds import (
    DeclaredTwice,
    UnknownKind,
    all_kinds,
    declare,
    kind_named,
)
from payung.programme.journal.models import Entry, Head
from payung.programme.journal.queries import broken_places, entries_about
from payung.programme.people.kinds import GRANTED, SIGNED_IN


pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    handle: str


SUNITA = Somebody("sunita")


def three_entries() -> None:
    for subject in ("NP-26-000001", "NP-26-000002", "NP-26-000003"):
        record(SIGNED_IN, actor=SUNITA, subject=subject, at=AT)


def test_an_untouched_journal_is_whole() -> None:
    three_entries()

    assert broken_places() == []


def test_an_empty_journal_is_whole() -> None:
    assert broken_places() == []


def test_a_changed_entry_is_named() -> None:
    three_entries()

    Entry.objects.filter(number=2).update(actor="somebody-else")

    [broken] = broken_places()
    assert broken.number == 2
    assert broken.sentence == "This entry was changed after it was written."


def test_an_entry_taken_out_of_the_middle_is_noticed() -> None:
    three_entries()

    Entry.objects.filter(number=2).delete()

    assert [place.number for place in broken_places()] == [3, 3]


def test_an_entry_cut_off_at_the_end_is_noticed() -> None:
    three_entries()

    Entry.objects.filter(number=3).delete()

    [broken] = broken_places()
    assert broken.sentence == "Entries at the end are missing."


def test_a_whole_journal_emptied_is_noticed() -> None:
    three_entries()

    Entry.objects.all().delete()

    assert Head.objects.get().number == 3
    assert [place.number for place in broken_places()] == [0]


def test_what_a_kind_does_not_declare_cannot_be_written() -> None:
    with pytest.raises(NotForTheJournal):
        record(SIGNED_IN, actor=SUNITA, subject="x", at=AT, story="what happened")

    assert Entry.objects.count() == 0


def test_what_a_kind_declares_is_kept() -> None:
    record(GRANTED, actor=SUNITA, subject="maya", at=AT, team="day team")

    assert Entry.objects.get().details == {"team": "day team"}
    assert broken_places() == []


def test_entries_about_one_subject_come_newest_first() -> None:
    record(SIGNED_IN, actor=SUNITA, subject="a", at=AT)
    record(SIGNED_IN, actor=SUNITA, subject="b", at=AT)
    record(SIGNED_IN, actor=SUNITA, subject="a", at=AT)

    assert [entry.number for entry in entries_about("a")] == [3, 1]


def test_a_kind_is_declared_once() -> None:
    with pytest.raises(DeclaredTwice):
        declare("person.signed_in", "again")


def test_an_undeclared_kind_is_refused() -> None:
    with pytest.raises(UnknownKind):
        kind_named("case.vanished")


def test_every_sentence_names_who_acted_or_what_it_is_about() -> None:
    silent = [
        kind.name
        for kind in all_kinds()
        if "%(actor)s" not in kind.sentence and "%(subject)s" not in kind.sentence
    ]

    assert silent == []
