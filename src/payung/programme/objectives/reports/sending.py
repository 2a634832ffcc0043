"""Close a version with its files, and fetch a file of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.programme.journal.actions import record
from payung.programme.objectives.report_models import DonorReport, ReportVersion
from payung.programme.people.actors import Actor

from .access import NoSuchReport, version_for
from .assembling import numbers_of, page_of
from .donors_known import donor_of
from .kinds import FETCHED
from .page import ReportPage, digest_of
from .printing import pdf_of
from .versions import NotReadAgain, carried_in, close_as_sent
from .versions import digest_of as digest_of_files
from .word_file import word_of


class NotAsSeen(ValueError):
    """The numbers are not those that she looked at."""


class FilesAltered(ValueError):
    """The kept files are not those that were sent."""


@transaction.atomic
def send(
    *, actor: Actor, version: ReportVersion, seen: str, own_digits: bool, at: datetime
) -> None:
    """Print a draft, keep both files, and close it.

    `seen` is the check mark of the numbers that she looked at. Raise NotAsSeen,
    AlreadySent, NotReadAgain, NoSuchDonor or FontMissing.
    """
    donor_of(version.report.donor)
    if digest_of(numbers_of(version)) != seen:
        raise NotAsSeen(seen)
    if carried_in(version):
        # Before anything is printed; it is asked again where it is closed.
        raise NotReadAgain(str(version))
    version.sent_at = version.sent_at or at
    page = page_of(version, own_digits=own_digits)
    template = version.report.template
    close_as_sent(
        actor=actor,
        version=version,
        pdf=pdf_of(page),
        word=word_of(page, template=template),
        at=at,
    )


@transaction.atomic
def fetch(
    *, actor: Actor, number: int, kind: str, own_digits: bool, at: datetime
) -> tuple[str, bytes]:
    """Return the name and content of a file; kind is pdf or docx. Raise NoSuchReport.

    A draft is printed anew and says that it is one; what was sent is given as it was,
    or FilesAltered is raised. Of a draft whose donor's file is gone there is no Word
    file: NoSuchDonor is raised.
    """
    version = version_for(actor, number)
    if kind not in {"pdf", "docx"}:
        raise NoSuchReport(kind)
    if version.sent_at is None:
        page = page_of(version, own_digits=own_digits)
        content = _printed(page, version.report, kind)
    else:
        content = _kept(version, kind)
    record(FETCHED, actor=actor, subject=str(version), at=at, file=kind)
    return file_name(version, kind), content


def file_name(version: ReportVersion, kind: str) -> str:
    """Return a name that says nothing of what is inside: report-2026-Q3-v2-ne.pdf."""
    about = f"{version.report.period}-v{version.number}-{version.language}"
    return f"report-{about}.{kind}"


def _printed(page: ReportPage, report: DonorReport, kind: str) -> bytes:
    if kind == "pdf":
        return pdf_of(page)
    donor_of(report.donor)
    return word_of(page, template=report.template)


def _kept(version: ReportVersion, kind: str) -> bytes:
    pdf, word = bytes(version.pdf or b""), bytes(version.word or b"")
    if digest_of_files(pdf, word) != version.digest:
        raise FilesAltered(str(version))
    return pdf if kind == "pdf" else word
