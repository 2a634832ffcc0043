"""Cards that tell everybody their rights: drafted, approved by an attorney, translated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role
from payung.programme.places.packs import pack_of

from . import kinds
from .codes import Subject, Sure
from .models import CardText, KnowYourRightsCard, LegalQuestion


class NotAnswered(CannotBe):
    """A card of a question that has no answer yet."""


class ApprovedAlready(CannotBe):
    """An approved card is not changed: a new version follows it."""


class HerOwnWords(CannotBe):
    """Whoever wrote a text is not the one who looks whether it is right."""


class NotALanguageHere(CannotBe):
    """A language that the country's pages are not in."""


class FollowedAlready(CannotBe):
    """There is a newer version of this card."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A card in one language."""

    language: str
    title: str
    body: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCard:
    """A card as it is drafted, in the language in which it is approved."""

    words: Words
    source: str
    confidence: Sure


@transaction.atomic
def draft_card(
    *, actor: Actor, question: LegalQuestion, new: NewCard, at: datetime
) -> KnowYourRightsCard:
    """Draft a card of an answered question; raise NotAnswered, NotALanguageHere.

    What is written is for everybody: nothing of whoever asked.
    """
    if not LegalQuestion.objects.filter(
        pk=question.pk, answered_at__isnull=False
    ).exists():
        raise NotAnswered(_("Write down the lawyer's answer first."))
    card = KnowYourRightsCard(
        country=question.country,
        subject=Subject(question.subject),
        question=question,
        language=new.words.language,
        source=new.source,
        confidence=new.confidence,
    )
    return _kept(actor, card, new.words, at)


@transaction.atomic
def next_version(
    *, actor: Actor, card: KnowYourRightsCard, new: NewCard, at: datetime
) -> KnowYourRightsCard:
    """Draft what follows an approved card; the old one stays until it is approved."""
    if KnowYourRightsCard.objects.filter(follows=card).exists():
        raise FollowedAlready(_("There is a newer version already. Look at that one."))
    following = KnowYourRightsCard(
        country=card.country,
        subject=card.subject,
        question=card.question,
        version=card.version + 1,
        follows=card,
        language=new.words.language,
        source=new.source,
        confidence=new.confidence,
    )
    return _kept(actor, following, new.words, at)


@transaction.atomic
def approve_card(
    *, actor: Actor, card: KnowYourRightsCard, at: datetime
) -> KnowYourRightsCard:
    """Approve a card as an attorney: what stands in its own language is right.

    Raise NotHerRole for everybody else. She has read it, so it is reviewed.
    """
    check_role(actor, Role.ATTORNEY)
    fresh = KnowYourRightsCard.objects.select_for_update().get(pk=card.pk)
    if fresh.approved_at is not None:
        raise ApprovedAlready(_("This card is approved already."))
    fresh.approved_at, fresh.approved_by = at, actor.handle
    fresh.save(update_fields=["approved_at", "approved_by"])
    own = fresh.texts.filter(language=fresh.language)
    own.update(reviewed_at=at, reviewed_by=actor.handle)
    record(kinds.CARD_APPROVED, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def write_text(
    *, actor: Actor, card: KnowYourRightsCard, words: Words, at: datetime
) -> CardText:
    """Write a card in a language of the country; unreviewed until a person says so.

    Raise ApprovedAlready for the text that an attorney approved.
    """
    fresh = KnowYourRightsCard.objects.select_for_update().get(pk=card.pk)
    _check_language(fresh.country, words.language)
    if fresh.approved_at is not None and words.language == fresh.language:
        raise ApprovedAlready(
            _("An attorney approved these words. Make a new version instead.")
        )
    text, _new = CardText.objects.update_or_create(
        card=fresh,
        language=words.language,
        defaults={
            "title": words.title,
            "body": words.body,
            "written_at": at,
            "written_by": actor.handle,
            "reviewed_at": None,
            "reviewed_by": "",
        },
    )
    record(
        kinds.CARD_WRITTEN,
        actor=actor,
        subject=str(fresh.pk),
        at=at,
        language=words.language,
    )
    return text


@transaction.atomic
def review_text(*, actor: Actor, text: CardText, at: datetime) -> CardText:
    """Say that a text is right; raise HerOwnWords where she wrote it herself."""
    fresh = CardText.objects.select_for_update().get(pk=text.pk)
    if fresh.written_by == actor.handle:
        raise HerOwnWords(
            _("You wrote this yourself. Ask somebody else who speaks the language.")
        )
    fresh.reviewed_at, fresh.reviewed_by = at, actor.handle
    fresh.save(update_fields=["reviewed_at", "reviewed_by"])
    subject, language = str(fresh.card_id), fresh.language
    record(kinds.CARD_REVIEWED, actor=actor, subject=subject, at=at, language=language)
    return fresh


def languages_of(country: str) -> tuple[str, ...]:
    """Return the languages a card can be in: those of the country's pack."""
    return pack_of(country).languages


def _kept(
    actor: Actor, card: KnowYourRightsCard, words: Words, at: datetime
) -> KnowYourRightsCard:
    _check_language(card.country, words.language)
    card.made_at, card.made_by = at, actor.handle
    card.save(force_insert=True)
    CardText.objects.create(
        card=card,
        language=words.language,
        title=words.title,
        body=words.body,
        written_at=at,
        written_by=actor.handle,
    )
    record(kinds.CARD_DRAFTED, actor=actor, subject=str(card.pk), at=at)
    return card


def _check_language(country: str, language: str) -> None:
    if language not in languages_of(country):
        raise NotALanguageHere(
            _("This language is not one of the country's pages."), field="language"
        )
