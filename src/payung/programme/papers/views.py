"""The pages of papers: which there are, and one made while it is asked for."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from payung.engines.packs import Paper
from payung.engines.papers import Origin, read_blocks
from payung.programme.cases.access import NoSuchCase, case_for
from payung.programme.cases.asking import ask
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.models import Case
from payung.programme.cases.words.papers import paper_label
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe

from .forms import PaperForm
from .listing import asked_of, made_for, paper_line, paper_numbered, papers_of
from .making import Asked, make_paper, read_paper
from .person_values import permits_for
from .words import button_words, language_names


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
def papers(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show the papers of her country, and which can be made for this case."""
    case = case_for(actor, reference)
    lines = papers_of(actor, case, at=timezone.now())
    context = {
        "case": case,
        "zone": zone_of(case),
        "papers": lines,
        # Said once at the top while it is so of all of them.
        "unchecked": not any(line.verified for line in lines),
        "made": made_for(case),
    }
    return render(request, "papers/papers.html", context)


@sensitive_post_parameters()
@unlocked
def paper(
    request: HttpRequest, actor: Actor, reference: str, number: int
) -> HttpResponse:
    """Ask what only a person knows, and hand the paper over as a file."""
    case, at = case_for(actor, reference), timezone.now()
    wanted = _paper(case, number)
    form = _form(request, actor, wanted)
    if request.method == "POST" and form.is_valid():
        try:
            return _answer(request, actor, case, wanted, form, at)
        except CannotBe as refusal:
            if refusal.field not in form.fields:
                messages.warning(request, refusal.sentence)
                return redirect("case-papers", case.reference)
            say(form, refusal)
    line = paper_line(actor, case, number, at=at)
    about = Ask(
        title=line.title,
        button=button_words(),
        page="papers/paper.html",
        more={"line": line},
    )
    return ask(request, case, form, about)


def _paper(case: Case, number: int) -> Paper:
    found = paper_numbered(case, number)
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def _form(request: HttpRequest, actor: Actor, wanted: Paper) -> PaperForm:
    languages = language_names(tuple(wanted.files))
    first = actor.language if actor.language in languages else next(iter(languages))
    return PaperForm(
        request.POST or None,
        languages=languages,
        typed=asked_of(wanted, Origin.TYPED),
        initial={"language": first},
    )


def _answer(
    request: HttpRequest,
    actor: Actor,
    case: Case,
    wanted: Paper,
    form: PaperForm,
    at: datetime,
) -> HttpResponse:
    permits = permits_for(actor=actor, case=case, paper=wanted, at=at)
    asked = Asked(
        paper=wanted, language=form.cleaned_data["language"], typed=form.typed()
    )
    if "on_page" in request.POST:
        read = read_paper(actor=actor, permits=permits, asked=asked, at=at)
        context = {
            "case": case,
            "language": asked.language,
            "blocks": read_blocks(read.content),
            "title": paper_label(case.country, wanted.code),
        }
        return render(request, "papers/read.html", context)
    filled = make_paper(actor=actor, permits=permits, asked=asked, at=at)
    return _handed_over(filled.content)


def _handed_over(content: bytes) -> HttpResponse:
    """Return the file: a neutral name, no copy anywhere on the way."""
    response = HttpResponse(content, content_type=DOCX)
    # A download folder is searched by others.
    response.headers["Content-Disposition"] = 'attachment; filename="paper.docx"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
