"""The pages of donor reports that are read: the list, one report, a version, a file."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from payung.engines.exchange import NothingToHand
from payung.programme.findings.printing import FontMissing
from payung.programme.objectives.report_models import (
    OutcomeStory,
    ReportVersion,
)
from payung.programme.objectives.reports.access import (
    READERS,
    WRITERS,
    report_for,
    reports_of,
    version_for,
    versions_of,
)
from payung.programme.objectives.reports.assembling import numbers_of, screen_of
from payung.programme.objectives.reports.donors_known import (
    NoSuchDonor,
    is_known,
    name_of_donor,
)
from payung.programme.objectives.reports.forms import (
    CheckForm,
    NextForm,
    language_for,
)
from payung.programme.objectives.reports.page import ReportPage, digest_of
from payung.programme.objectives.reports.sending import fetch, file_name
from payung.programme.objectives.reports.shapes import Shape
from payung.programme.objectives.reports.versions import (
    AlreadySent,
    NothingToReport,
    ReportAlready,
    StillADraft,
)
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.models import Person


REFUSALS = (
    AlreadySent,
    FontMissing,
    NothingToHand,
    NothingToReport,
    ReportAlready,
    StillADraft,
)
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@signed_in
def reports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the reports of her country."""
    check_role(actor, *READERS)
    language = language_for(actor.country)
    mine = [
        {"row": row, "name": name_of_donor(row.donor, language)}
        for row in reports_of(actor)
    ]
    page = {"reports": mine, "may_write": actor.has(*WRITERS)}
    return render(request, "objectives/reports/reports.html", page)


@signed_in
def report(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Show the versions of a report."""
    check_role(actor, *READERS)
    row = report_for(actor, number)
    versions = versions_of(actor).filter(report=row)
    page = {
        "report": row,
        "name": name_of_donor(row.donor, language_for(actor.country)),
        "versions": versions,
        "form": NextForm(country=actor.country),
        "is_gone": not is_known(row.donor),
        "may_begin": actor.has(*WRITERS)
        and is_known(row.donor)
        and not versions.filter(sent_at__isnull=True).exists(),
    }
    return render(request, "objectives/reports/report.html", page)


@signed_in
def version(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Show a version as it reads, with its files and numbers."""
    check_role(actor, *READERS)
    row = version_for(actor, number)
    return _version(request, actor, row)


@signed_in
def file(request: HttpRequest, actor: Actor, number: int, kind: str) -> HttpResponse:
    """Give a version as a file."""
    check_role(actor, *READERS)
    try:
        name, content = fetch(
            actor=actor,
            number=number,
            kind=kind,
            own_digits=own_digits(request),
            at=timezone.now(),
        )
    except NoSuchDonor:
        messages.warning(
            request,
            _(
                "There is no Word file of it: the donor's template is gone. The PDF is "
                "there."
            ),
        )
        return redirect("donor-report-version", number=number)
    return attached(name, TYPES[kind], content)


def _version(request: HttpRequest, actor: Actor, row: ReportVersion) -> HttpResponse:
    page = screen_of(row, own_digits=own_digits(request))
    is_gone = not is_known(row.report.donor)
    may_write = actor.has(*WRITERS) and row.sent_at is None and not is_gone
    stories = row.stories.order_by("position") if may_write else ()
    return render(
        request,
        "objectives/reports/version.html",
        {
            "row": row,
            "page": _safe(page),
            "may_write": may_write,
            "is_gone": is_gone,
            "seen": digest_of(numbers_of(row)),
            "files": [(kind, file_name(row, kind)) for kind in TYPES],
            "shapes": [str(shape) for shape in Shape],
            "checks": [_check(one) for one in stories],
        },
    )


def _check(one: OutcomeStory) -> dict[str, object]:
    initial = {"story": one.pk, "by": one.checked_by}
    form = CheckForm(initial=initial, auto_id=f"s{one.pk}_%s")
    return {"story": one, "form": form}


def _safe(page: ReportPage) -> ReportPage:
    # Every word in a drawing was escaped where it was put in: findings/charts/svg.py.
    sections = tuple(
        replace(one, svg=mark_safe(one.svg))  # noqa: S308
        for one in page.sections
    )
    return replace(page, sections=sections)


def own_digits(request: HttpRequest) -> bool:
    """Return whether the reader wants the digits of her language."""
    user = getattr(request, "user", None)
    return user.native_digits if isinstance(user, Person) else False


def attached(name: str, content_type: str, content: bytes) -> HttpResponse:
    """Return a file to be saved, which nobody on the way may keep."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
