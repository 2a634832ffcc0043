"""Whether she is counted follows what she said last, in the note or in the case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.programme.cases.models import Case
from payung.programme.consents.deeds import refuse, withdraw
from payung.programme.consents.models import How, Purpose
from payung.programme.consents.sweeping import sweep
from payung.programme.reports.models import Incident
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes
from tests.programme.consents.test_starting import case_from_note


END = NOW + timedelta(days=30)


@pytest.fixture
def counted(office: Office) -> Case:
    """Return a case whose note may be counted and may reach the police."""
    return case_from_note(office, c_police_anon="yes")


def flags() -> tuple[bool, bool]:
    row = Incident.objects.get()
    return row.may_be_counted, row.may_reach_police


def test_the_note_alone_is_counted_as_she_answered_there(counted: Case) -> None:
    assert flags() == (True, True)


def test_taking_back_to_be_counted_takes_her_out_of_all_figures(
    office: Office, counted: Case
) -> None:
    withdraw(actor=office.sunita, case=counted, purpose=Purpose.STATS, at=NOW)

    assert flags() == (False, False)


def test_a_no_about_the_police_leaves_her_in_the_other_figures(
    office: Office, counted: Case
) -> None:
    refuse(
        actor=office.sunita,
        case=counted,
        purpose=Purpose.POLICE_ANON,
        how=How.SPOKEN,
        language="ne",
        at=NOW,
    )

    assert flags() == (True, False)


def test_a_yes_in_the_case_counts_what_the_note_did_not(office: Office) -> None:
    case = case_from_note(office, c_stats="no", c_police_anon="yes")
    before = flags()

    say_yes(office.sunita, case, Purpose.STATS)

    assert (before, flags()) == ((False, False), (True, True))


def test_a_yes_until_a_day_counts_until_that_day(office: Office, counted: Case) -> None:
    say_yes(office.sunita, counted, Purpose.STATS, expires_at=END)
    before = flags()

    sweep(at=END)

    assert (before, flags()) == ((True, True), (False, False))


def test_another_permission_changes_no_figure(office: Office, counted: Case) -> None:
    withdraw(actor=office.sunita, case=counted, purpose=Purpose.NARRATIVE, at=NOW)

    assert flags() == (True, True)


def test_what_the_second_person_of_a_note_says_does_not_speak_for_the_first(
    office: Office, counted: Case
) -> None:
    second = case_from_note(office, knowing=(counted.reference,))

    refuse(
        actor=office.sunita,
        case=second,
        purpose=Purpose.STATS,
        how=How.SPOKEN,
        language="ne",
        at=NOW,
    )

    assert flags() == (True, True)
