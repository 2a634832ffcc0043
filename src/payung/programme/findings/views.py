"""The pages of figures: Overview, and making a brief."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.disclosure import Audience, CannotProtect
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.models import Person
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names

from .audiences import MayNotReceive, audience_of
from .brief import digest_of
from .briefs import (
    MAKERS,
    NotAsSeen,
    briefs_of,
    fetch_brief,
    file_name,
    make_brief,
    page_of,
)
from .drawings import Drawing, by_area, by_kind, by_stage, by_time, by_wait
from .forms import BriefForm
from .printing import FontMissing
from .publishing import (
    Figures,
    NoFigures,
    NotOverYet,
    OverlapsEarlier,
    figures_before,
    latest_figures,
    periods_out,
)
from .telling import hidden_words, tiles, too_few
from .wording import Wording


REFUSALS = (CannotProtect, MayNotReceive, NotOverYet, OverlapsEarlier, FontMissing)


@signed_in
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the figures released for her; never facts."""
    may_make = actor.has(*MAKERS)
    audience, figures = audience_of(actor), None
    if audience is not None:
        with suppress(NoFigures):
            figures = latest_figures(actor.country, audience)
    if figures is None or too_few(figures):
        return render(request, "findings/overview.html", {"may_make": may_make})
    return render(request, "findings/overview.html", _drawn(request, figures, may_make))


@signed_in
def brief(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask what a brief should be; show the briefs that were made."""
    check_role(actor, *MAKERS)
    return _ask(request, actor, _form(request, actor))


@signed_in
def make(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a brief before it is made, or make it."""
    check_role(actor, *MAKERS)
    form = _form(request, actor)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, actor, form)
    try:
        if "make" not in request.POST:
            return _before(request, actor, form)
        make_brief(
            actor=actor,
            period=form.chosen_period,
            audience=form.chosen_audience,
            language=form.cleaned_data["language"],
            own_digits=_own_digits(request),
            asks=form.cleaned_data["asks"],
            own_words=form.cleaned_data["own_words"],
            seen=request.POST.get("seen", ""),
            at=timezone.now(),
        )
    except NotAsSeen:
        messages.warning(request, _("Look at it first: the figures are new to you."))
        return _before(request, actor, form)
    except REFUSALS as refusal:
        form.add_error(None, said(refusal))
        return _ask(request, actor, form)
    messages.success(request, _("It is made. Read it once before you take it along."))
    return redirect("brief")


@signed_in
def file(request: HttpRequest, actor: Actor, number: int, kind: str) -> HttpResponse:
    """Give a brief as a file."""
    name, content = fetch_brief(
        actor=actor, number=number, kind=kind, at=timezone.now()
    )
    types = {
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument"
        ".wordprocessingml.document",
    }
    response = HttpResponse(content, content_type=types[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def said(refusal: Exception) -> str:
    """Return what a refusal means, and what to do next."""
    if isinstance(refusal, MayNotReceive):
        return _(
            "This country gives no figures to them: its rules say so. Choose others, or "
            "ask the coordinator to have the rule looked at again."
        )
    if isinstance(refusal, CannotProtect):
        return _(
            "These figures could point to somebody, even joined. Choose a longer period."
        )
    if isinstance(refusal, NotOverYet):
        return _("Choose months that are over: these are for others.")
    if isinstance(refusal, OverlapsEarlier):
        say = Wording(language=get_language() or "en", own_digits=False, areas={})
        return _(
            "Figures of %(span)s are out already, and share months with these. Choose the "
            "same period, or one that shares none: the difference would show what both "
            "hide."
        ) % {"span": say.span(refusal.told)}
    return str(refusal)


def _form(request: HttpRequest, actor: Actor) -> BriefForm:
    given = request.POST if request.method == "POST" else None
    today = day_of(actor.country, timezone.now())
    return BriefForm(
        given,
        country=actor.country,
        today=today,
        out=periods_out(actor.country),
        initial={"language": pack_of(actor.country).languages[0]},
    )


def _ask(request: HttpRequest, actor: Actor, form: BriefForm) -> HttpResponse:
    made = [
        {
            "row": row,
            "files": [(kind, file_name(row, kind)) for kind in ("pdf", "docx")],
        }
        for row in briefs_of(actor)[:20]
    ]
    status = 422 if form.is_bound and form.errors else 200
    page = {"form": form, "made": made}
    return render(request, "findings/brief.html", page, status=status)


def _before(request: HttpRequest, actor: Actor, form: BriefForm) -> HttpResponse:
    at = timezone.now()
    figures, fixed = figures_before(
        country=actor.country,
        period=form.chosen_period,
        audience=form.chosen_audience,
        at=at,
    )
    page = page_of(
        figures,
        language=form.cleaned_data["language"],
        own_digits=_own_digits(request),
        asks=form.cleaned_data["asks"],
        own_words=form.cleaned_data["own_words"],
        at=at,
    )
    return render(
        request,
        "findings/before.html",
        {
            "page": page,
            "months": _safe(page.months),
            "kinds": _safe(page.kinds),
            "areas": _safe(page.areas),
            "given": _given(request),
            "fixed": fixed,
            "seen": digest_of(figures.tables),
            "whom": dict(form.fields["audience"].choices)[form.chosen_audience],  # type: ignore[attr-defined]
        },
    )


def _given(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, to be carried on in hidden fields."""
    names = ("period", "audience", "language", "asks", "own_words", "read_again")
    return [(name, one) for name in names for one in request.POST.getlist(name)]


def _drawn(request: HttpRequest, figures: Figures, may_make: bool) -> dict[str, object]:
    language = get_language() or "en"
    pack = pack_of(figures.country)
    say = Wording(
        language=language,
        own_digits=_own_digits(request),
        areas=area_names(figures.country, language),
    )
    return {
        "may_make": may_make,
        "country": pack.name.get(language, pack.name["en"]),
        "span": say.span(figures.period),
        "tiles": tiles(figures, say),
        "months": _safe(by_time(figures, say)),
        "kinds": _safe(by_kind(figures, say)),
        "areas": _safe(by_area(figures, pack.map, say)),
        "stages": _safe(by_stage(figures, say)),
        "lawyer": _safe(by_wait(figures, "lawyer", say)),
        "judge": _safe(by_wait(figures, "judge", say)),
        "hidden": hidden_words(figures, say),
        "own_team": figures.audience is Audience.OWN_TEAM,
        "hidden_word": say("hidden"),
    }


def _safe(one: Drawing) -> Drawing:
    # Every word in the drawing was escaped where it was put in: charts/svg.py.
    return replace(one, svg=mark_safe(one.svg))  # noqa: S308


def _own_digits(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user.native_digits if isinstance(user, Person) else False
