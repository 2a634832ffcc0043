"""A case opened from a note starts from what she answered there."""

from __future__ import annotations

from typing import Any

import pytest

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.models import Case
from payung.programme.consents.ages import age_of
from payung.programme.consents.deeds import refuse, withdraw
from payung.programme.consents.models import Age, Consent, How, Purpose, PurposeKey
from payung.programme.consents.opening import NotOpened, is_open, opened
from payung.programme.reports.models import Report
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW
from tests.programme.reports.sent import answers, form_in, taken


CONSENT = {
    "age_band": "25_34",
    "c_service": "yes",
    "c_narrative": "yes",
    "c_attorney": "no",
    "c_alert": "later",
    "c_stats": "yes",
}


def case_from_note(
    office: Office, *, knowing: tuple[str, ...] = (), **changes: Any
) -> Case:
    """Open a case about one note, sent where it is not there yet."""
    report = Report.objects.first()
    if report is None:
        form_in()
        given = answers() | {"b_consent": CONSENT | changes}
        reference = taken(office.sunita, office.team, given).reference
        report = Report.objects.get(reference=reference)
    new = NewCase(
        team=office.team, title="From a note", report=report, knowing=frozenset(knowing)
    )
    return open_case(actor=office.sunita, new=new, at=NOW)


def test_a_yes_in_the_note_is_a_yes_in_the_case(office: Office) -> None:
    case = case_from_note(office)

    open_ones = [p for p in Purpose if is_open(case, p, at=NOW)]

    assert open_ones == [Purpose.SERVICE, Purpose.NARRATIVE, Purpose.STATS]


def test_the_key_is_made_when_it_is_first_needed_and_says_whence_it_comes(
    office: Office,
) -> None:
    case = case_from_note(office)

    permit = opened(actor=office.anju, case=case, purpose=Purpose.SERVICE, at=NOW)

    [row] = Consent.objects.filter(case=case)
    [key] = PurposeKey.objects.filter(case=case)
    assert (row.answer, row.how, row.purpose) == ("yes", "note", "c_service")
    assert permit.secret.record == key.record


def test_a_no_in_the_note_opens_nothing(office: Office) -> None:
    case = case_from_note(office)

    with pytest.raises(NotOpened):
        opened(actor=office.anju, case=case, purpose=Purpose.ATTORNEY, at=NOW)


def test_what_she_says_in_the_case_counts_more_than_the_note(office: Office) -> None:
    case = case_from_note(office)

    refuse(
        actor=office.sunita,
        case=case,
        purpose=Purpose.SERVICE,
        how=How.SPOKEN,
        language="ne",
        at=NOW,
    )

    answers_kept = Consent.objects.filter(case=case).order_by("number")
    assert list(answers_kept.values_list("answer", "how")) == [
        ("yes", "note"),
        ("no", "spoken"),
    ]
    assert not is_open(case, Purpose.SERVICE, at=NOW)


def test_a_yes_in_the_note_can_be_taken_back_in_the_case(office: Office) -> None:
    case = case_from_note(office)

    withdraw(actor=office.sunita, case=case, purpose=Purpose.STATS, at=NOW)

    assert not is_open(case, Purpose.STATS, at=NOW)
    assert not PurposeKey.objects.filter(case=case, shut_at=None).exists()


def test_the_second_case_about_one_note_is_about_somebody_else(office: Office) -> None:
    first = case_from_note(office)

    second = case_from_note(office, knowing=(first.reference,))

    assert [p for p in Purpose if is_open(second, p, at=NOW)] == []


def test_a_note_that_says_she_is_a_child_opens_nothing(office: Office) -> None:
    case = case_from_note(office, age_band="u18")

    with pytest.raises(NotOpened) as refused:
        opened(actor=office.sunita, case=case, purpose=Purpose.SERVICE, at=NOW)

    assert age_of(case) is Age.CHILD
    assert "under 18" in refused.value.sentence
