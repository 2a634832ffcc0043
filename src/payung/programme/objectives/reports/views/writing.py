"""The pages on which a report is begun, written in and closed."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.findings.printing import FontMissing
from payung.programme.objectives.report_models import (
    CheckedBy,
    OutcomeStory,
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
from payung.programme.objectives.reports.donors_known import NoSuchDonor
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
    NotReadAgain,
    ReportAlready,
    StillADraft,
    add_story,
    mend_story,
    next_version,
    note_check,
    start_report,
    take_newest_numbers,
    take_story_out,
    write_words,
)
from payung.programme.objectives.reports.views.reading import own_digits
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask
from payung.programme.people.doors import check_role, signed_in
from payung.programme.places.packs import pack_of


REFUSALS = (
    AlreadySent,
    FontMissing,
    NoSuchDonor,
    NotReadAgain,
    NothingToReport,
    ReportAlready,
    StillADraft,
)


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
    rows = [one for section in page.sections for one in section.rows if one.takes_words]
    given = request.POST if request.method == "POST" else None
    form = WordsForm(given, rows=rows, initial=_written(row, rows))
    if form.is_valid():
        try:
            write_words(
                actor=actor,
                version=row,
                summary=form.cleaned_data["summary"],
                words=form.words,
                key=form.cleaned_data["key"],
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
        try:
            new_story = _story_in(form)
            add_story(actor=actor, version=row, new=new_story, at=timezone.now())
        except REFUSALS as refusal:
            form.add_error(None, said(refusal))
        else:
            return redirect("donor-report-version", number=row.pk)
    return _form(request, row.pk, form, _("A change that came about"), _("Keep"))


@signed_in
def story_edit(
    request: HttpRequest, actor: Actor, number: int, story_id: int
) -> HttpResponse:
    """Change what was written down as a change, until the version was sent."""
    row = draft_for(actor, number)
    found = _story_of(row, story_id)
    if row.sent_at is not None:
        messages.warning(request, said(AlreadySent()))
        return redirect("donor-report-version", number=row.pk)
    names = ("statement", "significance", "contribution", "source")
    known = {name: getattr(found, name) for name in names}
    given = request.POST if request.method == "POST" else None
    form = StoryForm(given, initial=known)
    if form.is_valid():
        try:
            new_story = _story_in(form)
            mend_story(actor=actor, story=found, new=new_story, at=timezone.now())
        except REFUSALS as refusal:
            form.add_error(None, said(refusal))
        else:
            return redirect("donor-report-version", number=row.pk)
    return _form(request, row.pk, form, _("A change that came about"), _("Keep"))


@signed_in
def story_out(
    request: HttpRequest, actor: Actor, number: int, story_id: int
) -> HttpResponse:
    """Ask whether a change shall be taken out of a draft, and take it out."""
    row = draft_for(actor, number)
    back = reverse("donor-report-version", kwargs={"number": row.pk})
    found = row.stories.filter(pk=story_id).first()
    if found is None and request.method == "POST":
        # Pressed twice, or by two: what she wanted is so.
        return redirect(back)
    found = _story_of(row, story_id)
    if row.sent_at is not None:
        messages.warning(request, said(AlreadySent()))
        return redirect(back)
    if request.method == "POST":
        try:
            take_story_out(actor=actor, story=found, at=timezone.now())
        except REFUSALS as refusal:
            messages.warning(request, said(refusal))
        return redirect(back)
    about = Ask(
        title=_("Take this change out?"),
        back=back,
        back_word=_("Back to the draft"),
        button=_("Take it out"),
        said=found.statement,
    )
    return ask(request, Form(), about)


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
    if isinstance(refusal, NoSuchDonor):
        return _(
            "The file that describes this donor is gone or cannot be used. Until it is "
            "back the report can be read, and nothing in it changes."
        )
    if isinstance(refusal, NotReadAgain):
        return _(
            "Words in it come from an earlier version or from the page of a number. "
            "Open “Write words”, read them again and keep them; of each change that "
            "came about, keep who has checked it. Then close it."
        )
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


def _story_of(row: ReportVersion, story_id: int) -> OutcomeStory:
    found = row.stories.filter(pk=story_id).first()
    if found is None:
        raise NoSuchReport(str(story_id))
    return found


def _story_in(form: StoryForm) -> NewStory:
    given = form.cleaned_data
    return NewStory(
        statement=given["statement"],
        significance=given["significance"],
        contribution=given["contribution"],
        source=Source(given["source"]),
        key=given["key"],
    )


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
