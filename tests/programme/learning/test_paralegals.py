"""Certificates end, work is seen, and both count for those who are at work."""

from __future__ import annotations

from datetime import date

import pytest

from payung.engines.indicators import Left, LeftOut, Ratio
from payung.programme.learning.access import NotThere, certificate_for
from payung.programme.learning.certificates import (
    certificate_with,
    certify_enrolled,
    certify_person,
    end_certificate,
    is_valid,
    print_copy,
    to_renew,
)
from payung.programme.learning.codes import Level
from payung.programme.learning.models import (
    Certificate,
    CertificateCopy,
    CourseGroup,
    CourseVersion,
)
from payung.programme.learning.observing import NewObservation, observe
from payung.programme.learning.paralegals import pl_active_of, pl_comp_of
from payung.programme.learning.printing import Paper, dots_of, pdf_of
from payung.programme.learning.refusals import AlreadyCertified, NotCompleted
from payung.programme.people.access import NotHerRole
from payung.programme.people.models import Person

from .conftest import NOW, Q3, Office, a_course, hold_day, let_in


@pytest.fixture
def training(office: Office) -> CourseVersion:
    return a_course(office, level=Level.PARALEGAL, code="paralegal")


def give(office: Office, training: CourseVersion, handle: str, on: date) -> Certificate:
    return certify_person(
        actor=office.maya,
        person=Person.objects.get(handle=handle),
        team=office.team,
        version=training,
        on=on,
        at=NOW,
    )


def test_a_certificate_holds_on_its_last_day_and_not_on_the_next(
    office: Office, training: CourseVersion
) -> None:
    row = give(office, training, "sunita", date(2026, 1, 31))

    assert row.valid_to == date(2028, 1, 30)
    assert is_valid(row, on=date(2028, 1, 30))
    assert not is_valid(row, on=date(2028, 1, 31))


def test_one_that_was_ended_holds_no_longer_on_that_day(
    office: Office, training: CourseVersion
) -> None:
    row = give(office, training, "sunita", date(2026, 1, 1))

    end_certificate(actor=office.maya, certificate=row, on=date(2026, 7, 1), at=NOW)

    assert is_valid(row, on=date(2026, 6, 30))
    assert not is_valid(row, on=date(2026, 7, 1))


def test_the_renewal_is_due_before_the_end_and_done_by_the_next_certificate(
    office: Office, training: CourseVersion
) -> None:
    give(office, training, "sunita", date(2024, 9, 1))
    today = date(2026, 7, 10)

    due = list(to_renew(office.maya, on=today))
    give(office, training, "sunita", today)

    assert [row.person.handle for row in due if row.person] == ["sunita"]
    assert list(to_renew(office.maya, on=today)) == []
    assert list(to_renew(office.outsider, on=date(2030, 1, 1))) == []


def test_only_who_completed_gets_one_and_only_once(
    office: Office, group: CourseGroup
) -> None:
    row = let_in(office, group)
    today = date(2026, 7, 8)
    with pytest.raises(NotCompleted):
        certify_enrolled(actor=office.maya, enrolment=row, on=today, at=NOW)
    for number in (1, 2, 3, 4):
        hold_day(office, group, number, 1)
    row.refresh_from_db()

    certify_enrolled(actor=office.maya, enrolment=row, on=today, at=NOW)

    with pytest.raises(AlreadyCertified):
        certify_enrolled(actor=office.maya, enrolment=row, on=today, at=NOW)
    with pytest.raises(NotHerRole):
        certify_enrolled(actor=office.sunita, enrolment=row, on=today, at=NOW)


def test_every_printed_copy_leads_to_the_certificate_and_no_token_is_kept(
    office: Office, training: CourseVersion
) -> None:
    row = give(office, training, "sunita", date(2026, 7, 1))

    copies = [
        print_copy(actor=office.maya, certificate=row, at=NOW) for _copy in range(2)
    ]

    assert [certificate_with(copy.token) for copy in copies] == [row, row]
    assert certificate_with("nothing of ours") is None
    kept = str(list(CertificateCopy.objects.values_list()))
    assert not any(copy.token in kept or copy.token in repr(copy) for copy in copies)
    with pytest.raises(NotThere):
        certificate_for(office.outsider, row.pk)


@pytest.mark.parametrize("language", ["en", "ne", "bn", "my", "id"])
def test_the_paper_is_one_page_in_every_language(
    office: Office, training: CourseVersion, language: str
) -> None:
    row = give(office, training, "sunita", date(2026, 7, 1))
    paper = Paper.of(
        row, name="An Invented Name", language=language, address="https://x.test/a"
    )

    pdf = pdf_of(paper)

    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 1
    assert "Invented" not in repr(paper)


def test_the_dots_hold_an_address_as_a_picture() -> None:
    assert dots_of("https://x.test/learn/check/abc").startswith("<svg")


def seen(
    office: Office,
    training: CourseVersion,
    handle: str,
    on: date,
    *met: int,
) -> bool:
    new = NewObservation(
        team=office.team,
        person=Person.objects.get(handle=handle),
        version=training,
        on=on,
        met=frozenset(met),
    )
    return observe(actor=office.maya, new=new, at=NOW).passed


def test_one_critical_line_missing_is_not_passed_and_another_line_may_be(
    office: Office, training: CourseVersion
) -> None:
    assert seen(office, training, "sunita", date(2026, 7, 1), 1, 2)
    assert not seen(office, training, "sunita", date(2026, 7, 2), 1, 3)


def test_at_work_are_those_with_a_certificate_and_a_deed(
    office: Office, training: CourseVersion
) -> None:
    for handle in ("sunita", "maya"):
        give(office, training, handle, date(2026, 1, 1))
    give(office, training, "outsider", date(2023, 1, 1))

    value = pl_active_of(Q3, elsewhere={"sunita": 2, "outsider": 5, "stranger": 9})

    assert isinstance(value, Ratio)
    assert (value.numerator, value.denominator) == (1, 2)


def test_the_last_time_seen_decides_and_a_year_is_the_limit(
    office: Office, training: CourseVersion
) -> None:
    for handle in ("sunita", "maya"):
        give(office, training, handle, date(2026, 1, 1))
    seen(office, training, "sunita", date(2026, 2, 1), 1)
    seen(office, training, "sunita", date(2026, 8, 1), 1, 2)
    seen(office, training, "maya", date(2025, 9, 1), 1, 2)

    value = pl_comp_of(Q3, elsewhere={"sunita": 1, "maya": 1})

    assert isinstance(value, Ratio)
    assert (value.numerator, value.denominator) == (1, 2)
    assert value.left_out == (LeftOut(why=Left.NOT_OBSERVED, n=1),)
