"""The pages on which a report is begun, written in and closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.findings.printing import FontMissing
from payung.programme.objectives.report_models import (
    CheckedBy,
    ReportVersion,
    Source,
)
from payung.programme.objectives.reports.access import (
    WRITERS,
    NoSuchReport,
    draft_for,
    report_for,
)
from payung.programme.objectives.reports.assembling import page_of
from payung.programme.objectives.reports.forms import (
    CheckForm,
    NewReportForm,
    NextForm,
    StoryForm,
    WordsForm,
)
from payung.programme.objectives.reports.page import Row
from payung.programme.objectives.reports.sending import NotAsSeen
from payung.programme.objectives.reports.sending import send as send_version
from payung.programme.objectives.reports.versions import (
    AlreadySent,
    NewStory,
    NothingToReport,
    ReportAlready,
    StillADraft,
    add_story,
    next_version,
    note_check,
    start_report,
    take_newest_numbers,
    write_words,
)
from payung.programme.objectives.reports.views.reading import own_digits
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.places.packs import pack_of


REFUSALS = (AlreadySent, FontMissing, NothingToReport, ReportAlready, StillADraft)


@signed_in
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for whom and about when; begin the report with the newest numbers."""
    check_role(actor, *WRITERS)
    today = timezone.now().astimezone(pack_of(actor.country).zone()).date()
    given = request.POST if request.method == "POST" else None
    form = NewReportForm(given, country=actor.country, today=today)
    if form.is_valid():
        try:
            version = start_report(
                actor=actor,
                donor=form.cleaned_data["donor"],
                period=form.chosen_period,
                due_on=form.cleaned_data["due_on"],
                language=form.cleaned_data["language"],
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, said(refusal))
        else:
            return redirect("donor-report-version", number=version.pk)
    return _form(request, "new", form, _("Begin a report"), _("Begin"))


@signed_in
def following(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Begin the next version of a report."""
    check_role(actor, *WRITERS)
    row = report_for(actor, number)
    form = NextForm(request.POST, country=actor.country)
    if request.method != "POST" or not form.is_valid():
        return redirect("donor-report", number=row.pk)
    language = form.cleaned_data["language"]
    try:
        version = next_version(
            actor=actor, report=row, language=language, at=timezone.now()
        )
    except REFUSALS as refusal:
        messages.warning(request, said(refusal))
        return redirect("donor-report", number=row.pk)
    return redirect("donor-report-version", number=version.pk)


@signed_in
def words(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Ask for the words beside the numbers, and keep them."""
    row = draft_for(actor, number)
    page = page_of(row, own_digits=own_digits(request))
    rows = [one for section in page.sections for one in section.rows]
    given = request.POST if request.method == "POST" else None
    form = WordsForm(given, rows=rows, initial=_written(row, rows))
    if form.is_valid():
        try:
            write_words(
                actor=actor,
                version=row,
                summary=form.cleaned_data["summary"],
                words=form.words,
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, said(refusal))
        else:
            return redirect("donor-report-version", number=row.pk)
    return _form(request, row.pk, form, _("Words beside the numbers"), _("Keep"))


@signed_in
def story(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Ask for a change that came about, and keep it."""
    row = draft_for(actor, number)
    form = StoryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        new_story = NewStory(
            statement=given["statement"],
            significance=given["significance"],
            contribution=given["contribution"],
            source=Source(given["source"]),
        )
        try:
            add_story(actor=actor, version=row, new=new_story, at=timezone.now())
        except REFUSALS as refusal:
            form.add_error(None, said(refusal))
        else:
            return redirect("donor-report-version", number=row.pk)
    return _form(request, row.pk, form, _("A change that came about"), _("Keep"))


@signed_in
def checked(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Keep who has checked a change."""
    row = draft_for(actor, number)
    form = CheckForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect("donor-report-version", number=row.pk)
    found = row.stories.filter(pk=form.cleaned_data["story"]).first()
    if found is None:
        raise NoSuchReport(str(number))
    by = CheckedBy(form.cleaned_data["by"])
    try:
        note_check(actor=actor, story=found, by=by, at=timezone.now())
    except REFUSALS as refusal:
        messages.warning(request, said(refusal))
    return redirect("donor-report-version", number=row.pk)


@signed_in
def numbers(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Take the newest numbers over into a draft."""
    row = draft_for(actor, number)
    if request.method == "POST":
        try:
            take_newest_numbers(actor=actor, version=row, at=timezone.now())
        except REFUSALS as refusal:
            messages.warning(request, said(refusal))
    return redirect("donor-report-version", number=row.pk)


@signed_in
def send(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Close a draft as sent, with the files as they are now."""
    row = draft_for(actor, number)
    if request.method == "POST":
        try:
            send_version(
                actor=actor,
                version=row,
                seen=request.POST.get("seen", ""),
                own_digits=own_digits(request),
                at=timezone.now(),
            )
        except NotAsSeen:
            messages.warning(
                request, _("Look at it first: the numbers are new to you.")
            )
        except REFUSALS as refusal:
            messages.warning(request, said(refusal))
        else:
            messages.success(request, _("It is closed and stays as it is now."))
    return redirect("donor-report-version", number=row.pk)


def said(refusal: Exception) -> str:
    """Return what a refusal means, and what to do next."""
    if isinstance(refusal, AlreadySent):
        return _("It was sent and stays as it is. Begin a new version beside it.")
    if isinstance(refusal, StillADraft):
        return _("A draft is open already. Go on with it, or close it first.")
    if isinstance(refusal, ReportAlready):
        return _("This report was begun already. Open it, and begin a new version.")
    if isinstance(refusal, NothingToReport):
        return _(
            "No number of these months may leave yet. Have them counted and, where "
            "they are about people, protected; then begin the report."
        )
    return str(refusal)


def _written(row: ReportVersion, rows: list[Row]) -> dict[str, str]:
    words = {f"w_{one.code}": one.words for one in rows}
    return {"summary": row.summary, **words}


def _form(
    request: HttpRequest, back: object, form: object, title: str, button: str
) -> HttpResponse:
    bad = bool(getattr(form, "is_bound", False) and getattr(form, "errors", None))
    page = {"form": form, "title": title, "button": button, "back": back}
    template = "objectives/reports/form.html"
    return render(request, template, page, status=422 if bad else 200)
