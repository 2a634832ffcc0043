"""One note: its codes in words, and its locked parts one at a time."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.programme.people.actors import Actor
from payung.programme.people.doors import unlocked
from payung.programme.people.revealing import could_not_open, laid_open, stays_closed
from payung.programme.places.packs import pack_of
from payung.programme.reports import access, opening
from payung.programme.reports.file_reading import media_of
from payung.programme.reports.file_words import kind_in_words
from payung.programme.reports.importing.revising import fold_in
from payung.programme.reports.labels import answers_in_words, words_for
from payung.programme.reports.listing import lines_of
from payung.programme.reports.models import Attachment, Report
from payung.programme.reports.published import Published, published


MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$")


@unlocked
def note(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show a note: nothing that is locked is opened by looking."""
    report = access.report_for(actor, reference)
    form = _form_of(report)
    language = actor.language
    words = words_for(actor.country, language)
    [line] = lines_of(actor, [report.record], words)
    context = {
        "report": report,
        "line": line,
        "parts": answers_in_words(report.coded, form, actor.country, language),
        "locked": _locked(report),
        "files": [_file(report, one) for one in report.attachments.order_by("id")],
    }
    return render(request, "reports/note.html", context)


@require_POST
@unlocked
def show(request: HttpRequest, actor: Actor, reference: str, part: str) -> HttpResponse:
    """Open one locked part: as text for the page's script, as a page without."""
    report, at = access.report_for(actor, reference), timezone.now()
    try:
        # A change that came without keys waits: her keys put it in its place.
        fold_in(actor=actor, report=report, at=at)
        answers = opening.show_part(actor=actor, report=report, part=part, at=at)
    except opening.NoSuchPart:
        raise access.NoSuchReport(reference) from None
    except sealed.Refused:
        return stays_closed(could_not_open())
    text = _in_lines(answers, _form_of(report), actor)
    return laid_open(
        request, _label(part), reverse("note", args=[report.reference]), text
    )


def _form_of(report: Report) -> Published:
    form = report.form
    return published(form.pk, form.digest)


def _locked(report: Report) -> list[dict[str, str]]:
    return [
        {
            "label": _label(part),
            "url": reverse("note-show", args=[report.reference, part]),
        }
        for part in ("story", "contact", "identity", "details")
        if getattr(report, part) is not None
    ]


def _label(part: str) -> str:
    return {
        "story": _("What happened"),
        "contact": _("How to reach the person"),
        "identity": _("Names and codes"),
        "details": _("Other details"),
    }[part]


def _file(report: Report, one: Attachment) -> dict[str, object]:
    return {
        "url": reverse("note-file", args=[report.reference, one.file]),
        "kind": kind_in_words(media_of(one)),
        "size": sealed.plain_size(one.size),
    }


def _in_lines(answers: dict[str, str], form: Published, actor: Actor) -> str:
    if not answers:
        return _("Nothing was written here.")
    zone = pack_of(actor.country).zone()
    return "\n\n".join(
        f"{_question(path, form, actor.language)}\n{_said(text, zone)}"
        for path, text in answers.items()
    )


def _question(path: str, form: Published, language: str) -> str:
    asked, _hash, digest = path.partition("#")
    node = form.nodes.get(opening.bare(asked), {})
    label = form.label(node, language) or asked
    if digest:
        return _("%(question)s: fingerprint of the file as it was chosen") % {
            "question": label
        }
    return label


def _said(text: str, zone: tzinfo) -> str:
    """Return an answer as people read it: a moment by the clock of her country."""
    if not MOMENT.match(text):
        return text
    at = datetime.fromisoformat(text)
    local = at.astimezone(zone) if at.tzinfo else at
    return f"{local:%Y-%m-%d, %H:%M}"
