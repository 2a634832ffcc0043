"""Member cards: made and shown once, printed, ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.activities.cards import (
    NoSuchCard,
    card_with,
    end_card,
    make_card,
)
from payung.programme.activities.models import Card
from payung.programme.activities.once import OnceForm
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in
from payung.programme.safe_spaces import printing
from payung.programme.safe_spaces.access import site_for
from payung.programme.safe_spaces.forms import EndCardForm


FILES = {
    "pdf": ("application/pdf", printing.pdf_of),
    "svg": ("image/svg+xml", printing.svg_of),
}


@signed_in
def cards(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Say how many cards are out; end one that was lost."""
    site = site_for(actor, code)
    form = EndCardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        teams: frozenset[object] = frozenset({site.team_id})
        try:
            card = card_with(form.cleaned_data["code"], teams=teams)
            end_card(actor=actor, card=card, at=timezone.now())
        except NoSuchCard:
            form.add_error(
                "code", _("No card that is in use has this code. Look at it again.")
            )
        else:
            messages.success(
                request, _("This card counts no more. Give her a new one.")
            )
            return redirect("safe-cards", site.code)
    out = Card.objects.filter(team=site.team_id, ended_at=None).count()
    context = {"site": site, "form": form, "out": out, "once": OnceForm()}
    return render(request, "safe_spaces/cards.html", context)


@require_POST
@signed_in
def new(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Make a card and show it, this once: the code stands on no other page."""
    site = site_for(actor, code)
    form = OnceForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Open the page again and send it from there."))
        return redirect("safe-cards", site.code)
    key = form.cleaned_data["key"]
    card = make_card(actor=actor, team=site.team, at=timezone.now(), key=key)
    drawn = printing.inline_svg(card.code)
    context = {
        "site": site,
        "code": card.code,
        "grouped": printing.grouped(card.code),
        "drawn": mark_safe(drawn),  # noqa: S308 - made by segno of our own signs
    }
    return render(request, "safe_spaces/card.html", context)


@require_POST
@signed_in
def file(request: HttpRequest, actor: Actor, code: str, kind: str) -> HttpResponse:
    """Return the card that was just made as a file for a printer."""
    site = site_for(actor, code)
    if kind not in FILES:
        raise Http404
    teams: frozenset[object] = frozenset({site.team_id})
    written = request.POST.get("code", "")
    try:
        card_with(written, teams=teams)
    except NoSuchCard:
        messages.warning(
            request, _("This card is not in use any more. Make a new one.")
        )
        return redirect("safe-cards", site.code)
    media, draw = FILES[kind]
    response = HttpResponse(draw(written), content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="card.{kind}"'
    return response
