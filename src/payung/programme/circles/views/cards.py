"""The pages of the cards: read, print, draft, approve, translate, look through."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.circles import access, cards
from payung.programme.circles.codes import Subject, Sure
from payung.programme.circles.lawyer_forms import CardForm, TextForm
from payung.programme.circles.models import CardText, KnowYourRightsCard
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role


@signed_in
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show every card that is in use, and drafts to those who work on them."""
    rows = access.cards_of(actor).prefetch_related("texts").order_by("-made_at")
    # A card is in use until an approved version follows it.
    current = rows.exclude(followed_by__approved_at__isnull=False)
    lines = [(one, _text(one), Subject(one.subject).label) for one in current]
    return render(request, "circles/cards.html", {"lines": lines})


@signed_in
def card(request: HttpRequest, actor: Actor, card_id: UUID) -> HttpResponse:
    """Show one card in every language it is in, and what is still missing."""
    found = access.card_for(actor, card_id)
    texts = {one.language: one for one in found.texts.all()}
    languages = [
        (one, name_of(one), texts.get(one)) for one in cards.languages_of(found.country)
    ]
    context = {
        "card": found,
        "text": _text(found),
        "subject": Subject(found.subject).label,
        "sure": Sure(found.confidence).label,
        "languages": languages,
        "may_write": bool(access.teams_she_opens(actor)),
        "may_approve": actor.has(Role.ATTORNEY) and found.approved_at is None,
    }
    return render(request, "circles/card.html", context)


@signed_in
def printed(
    request: HttpRequest, actor: Actor, card_id: UUID, language: str
) -> HttpResponse:
    """Show one card alone, to read or to print."""
    found = access.card_for(actor, card_id)
    text = get_object_or_404(CardText, card=found, language=language)
    context = {"card": found, "text": text, "sure": Sure(found.confidence).label}
    return render(request, "circles/printed.html", context)


@signed_in
def draft(request: HttpRequest, actor: Actor, question_id: UUID) -> HttpResponse:
    """Draft a card of an answered question."""
    question = access.question_for(actor, question_id)
    form = _card_form(request, actor.country, {})

    def keep() -> str:
        made = cards.draft_card(
            actor=actor, question=question, new=_new(form), at=timezone.now()
        )
        return _to(made)

    about = Ask(title=_("A card"), back=reverse("lawyer-meetings"))
    return ask_and_keep(request, form, about, keep)


@signed_in
def again(request: HttpRequest, actor: Actor, card_id: UUID) -> HttpResponse:
    """Draft the next version of a card."""
    access.check_works_on_cards(actor)
    found = access.card_for(actor, card_id)
    text = _text(found)
    first = {
        "language": found.language,
        "source": found.source,
        "confidence": found.confidence,
        "title": text.title if text else "",
        "body": text.body if text else "",
    }
    form = _card_form(request, found.country, first)

    def keep() -> str:
        made = cards.next_version(
            actor=actor, card=found, new=_new(form), at=timezone.now()
        )
        return _to(made)

    return ask_and_keep(
        request, form, Ask(title=_("A new version"), back=_to(found)), keep
    )


@signed_in
def write(
    request: HttpRequest, actor: Actor, card_id: UUID, language: str
) -> HttpResponse:
    """Write a card in one language."""
    access.check_works_on_cards(actor)
    found = access.card_for(actor, card_id)
    there = found.texts.filter(language=language).first()
    first = {"title": there.title, "body": there.body} if there else {}
    form = TextForm(request.POST or None, initial=first)

    def keep() -> str:
        typed = form.cleaned_data
        words = cards.Words(language=language, title=typed["title"], body=typed["body"])
        cards.write_text(actor=actor, card=found, words=words, at=timezone.now())
        return _to(found)

    return ask_and_keep(
        request, form, Ask(title=name_of(language), back=_to(found)), keep
    )


@require_POST
@signed_in
def approve(request: HttpRequest, actor: Actor, card_id: UUID) -> HttpResponse:
    """Approve a card as an attorney."""
    found = access.card_for(actor, card_id)
    return _done(
        request,
        found,
        lambda: cards.approve_card(actor=actor, card=found, at=timezone.now()),
    )


@require_POST
@signed_in
def reviewed(
    request: HttpRequest, actor: Actor, card_id: UUID, language: str
) -> HttpResponse:
    """Say that a text in one language is right."""
    access.check_works_on_cards(actor)
    found = access.card_for(actor, card_id)
    text = get_object_or_404(CardText, card=found, language=language)
    return _done(
        request,
        found,
        lambda: cards.review_text(actor=actor, text=text, at=timezone.now()),
    )


def name_of(language: str) -> str:
    """Return what a language calls itself."""
    return str(dict(settings.LANGUAGES).get(language, language))


def _card_form(request: HttpRequest, country: str, first: dict[str, str]) -> CardForm:
    languages = [(one, name_of(one)) for one in cards.languages_of(country)]
    return CardForm(request.POST or None, languages=languages, initial=first)


def _new(form: CardForm) -> cards.NewCard:
    typed = form.cleaned_data
    return cards.NewCard(
        words=cards.Words(
            language=typed["language"], title=typed["title"], body=typed["body"]
        ),
        source=typed["source"],
        confidence=Sure(typed["confidence"]),
    )


def _text(found: KnowYourRightsCard) -> CardText | None:
    """Return the card in the reader's language, else in its own."""
    texts = {one.language: one for one in found.texts.all()}
    return texts.get(get_language() or "") or texts.get(found.language)


def _done(
    request: HttpRequest, found: KnowYourRightsCard, deed: Callable[[], object]
) -> HttpResponse:
    try:
        deed()
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("rights-card", found.pk)


def _to(found: KnowYourRightsCard) -> str:
    return reverse("rights-card", args=[found.pk])
