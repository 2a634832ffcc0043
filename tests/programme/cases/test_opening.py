"""Opening a case, and who can then see it."""

from __future__ import annotations

import pytest
from django.db import connection

from payung.engines import sealed
from payung.programme.cases import access
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import Taken
from payung.programme.cases.models import Case
from payung.programme.journal.models import Entry
from tests.cast import DONOR, REGIONAL, account, as_actor
from tests.programme.cases.conftest import NOW, Office, local


def test_a_case_gets_the_next_number_of_its_country_and_year(office: Office) -> None:
    first = NewCase(team=office.team, title="One")
    second = NewCase(team=office.team, title="Two")

    one = open_case(actor=office.sunita, new=first, at=NOW)
    two = open_case(actor=office.maya, new=second, at=NOW)

    assert (one.reference, two.reference) == ("NP-26-C-000001", "NP-26-C-000002")


def test_the_year_of_the_number_is_the_year_on_the_wall_in_kathmandu(
    office: Office,
) -> None:
    new = NewCase(team=office.team, title="One")
    midnight_utc_is_later = local(22, 1).replace(year=2027, month=1, day=1)

    case = open_case(actor=office.sunita, new=new, at=midnight_utc_is_later)

    assert case.reference == "NP-27-C-000001"


def test_title_and_summary_open_for_another_member(office: Office, case: Case) -> None:
    stored = Case.objects.get(pk=case.pk)
    secret = office.maya.unlocked.secret(stored.record)

    title = sealed.open_field(secret, "case.title", stored.title)

    assert title == "Kamala of the tea shop"


def test_no_word_of_a_case_lies_open_in_the_database(
    office: Office, case: Case
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, note FROM cases_case")
        kept = b"".join(bytes(value) for row in cursor.fetchall() for value in row)

    assert b"Kamala" not in kept
    assert b"Held" not in kept


def test_whoever_opens_a_case_looks_after_it(office: Office, case: Case) -> None:
    handles = case.members.values_list("person__handle", flat=True)

    assert list(handles) == ["sunita"]


def test_opening_is_written_in_the_journal_without_content(
    office: Office, case: Case
) -> None:
    entry = Entry.objects.get(kind="case.opened")

    assert (entry.actor, entry.subject, entry.details) == (
        "sunita",
        "NP-26-C-000001",
        {},
    )


@pytest.mark.parametrize("who", ["sunita", "maya", "anju"])
def test_the_team_sees_its_case(office: Office, case: Case, who: str) -> None:
    found = access.case_for(getattr(office, who), "NP-26-C-000001")

    assert found == case


@pytest.mark.parametrize("who", ["outsider", "rina"])
def test_others_cannot_tell_that_there_is_a_case(
    office: Office, case: Case, who: str
) -> None:
    with pytest.raises(access.NoSuchCase) as hers:
        access.case_for(getattr(office, who), "NP-26-C-000001")
    with pytest.raises(access.NoSuchCase) as missing:
        access.case_for(getattr(office, who), "NP-26-C-000009")

    assert str(hers.value) == "NP-26-C-000001"
    assert type(hers.value) is type(missing.value)


@pytest.mark.parametrize("part", [DONOR, REGIONAL], ids=["donor", "regional"])
def test_readers_of_figures_never_see_a_case(
    office: Office, case: Case, part: object
) -> None:
    reader = as_actor(account(part))  # type: ignore[arg-type]

    assert list(access.cases_of(reader)) == []


def test_a_case_can_open_with_its_clocks_running(office: Office) -> None:
    taken = Taken(taken_at=local(22, 16, 30), station="S-1")
    new = NewCase(team=office.team, title="Held", taken=taken)

    case = open_case(actor=office.sunita, new=new, at=NOW)

    clock = case.arrests.get().clocks.get(clock="before_a_judge")
    assert clock.runs_out_at == local(23, 16, 30)
    assert case.station == "S-1"
