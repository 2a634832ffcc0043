"""Mask needless words, lift a mask, remove the words for good. Each can be seen later.

A mask is written down with its place, length and reason, never with the words. The
journal says the same, so that a mask changed by hand in the database shows.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases import kinds
from payung.programme.cases.masks import BLOCK, as_seen, reads_behind_masks
from payung.programme.cases.models import Case, Mask, Masked, MaskReason
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.people.wiping import emptied

from .clusters import widened
from .texts import opened, seal_anew, text_of


# Where the texts lie that can be masked.
WITH_TEXTS = ("cases_case", "cases_timelineentry", "cases_staffnote")


class NotThere(CannotBe):
    """The words do not stand in this text, or no such place is in it."""


class NotStanding(CannotBe):
    """A mask that was lifted, or whose words are gone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """A text of a case: which part, and which line or note where there are several."""

    part: Masked
    about: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of a text."""

    start: int
    end: int


@transaction.atomic
def mask_spans(
    *,
    actor: Actor,
    case: Case,
    where: Where,
    spans: tuple[Span, ...],
    reason: MaskReason,
    at: datetime,
) -> tuple[Mask, ...]:
    """Cover places of a text; wider where a sign would be cut. Raise NotThere.

    The words stay sealed as they are: a coordinator still reads them, and can lift it.
    """
    words = opened(actor, case, text_of(actor, case, where.part, where.about))
    for span in spans:
        if not 0 <= span.start < span.end <= len(words):
            raise NotThere(_("There is no such place in this text. Look once more."))
    return tuple(
        _mask(actor, case, where, _whole(words, span), reason, at)
        for span in sorted(set(spans))
    )


@transaction.atomic
def mask_words(
    *,
    actor: Actor,
    case: Case,
    where: Where,
    words: str,
    reason: MaskReason,
    at: datetime,
) -> tuple[Mask, ...]:
    """Cover every place where these words stand in a text; raise NotThere.

    Searched in what she can read herself: a mask is no way to learn what lies under
    another one.
    """
    text = opened(actor, case, text_of(actor, case, where.part, where.about))
    seen = as_seen(actor, case, where.part, text, about=where.about)
    spans = _places_of(words.strip(), seen)
    if not spans:
        raise NotThere(
            _("These words do not stand there. Copy them exactly as they are written."),
            field="words",
        )
    return mask_spans(
        actor=actor, case=case, where=where, spans=spans, reason=reason, at=at
    )


@transaction.atomic
def lift_mask(*, actor: Actor, case: Case, mask_id: UUID, at: datetime) -> Mask:
    """Let everybody read the words again; raise NotHerRole or NotStanding."""
    mask = _standing(actor, case, mask_id)
    mask.lifted_at, mask.lifted_by = at, actor.handle
    mask.save(update_fields=["lifted_at", "lifted_by"])
    subject = case.reference
    record(kinds.UNMASKED, actor=actor, subject=subject, at=at, mask=str(mask.pk))
    return mask


@transaction.atomic
def remove_words(*, actor: Actor, case: Case, mask_id: UUID, at: datetime) -> Mask:
    """Seal the text anew with blocks in place of the words: nobody can undo it.

    As long as they were, so that other masks of the text stay where they are. Raise
    NotHerRole or NotStanding.
    """
    mask = _standing(actor, case, mask_id)
    text = text_of(actor, case, Masked(mask.part), mask.about)
    words = opened(actor, case, text)
    length = mask.end - mask.start
    without = words[: mask.start] + BLOCK * length + words[mask.end :]
    seal_anew(actor, case, text, without)
    # The case's key lives on: the text of before must not lie in the database's log.
    transaction.on_commit(partial(emptied, *WITH_TEXTS), robust=True)
    mask.removed_at, mask.removed_by = at, actor.handle
    mask.save(update_fields=["removed_at", "removed_by"])
    record(
        kinds.WORDS_REMOVED,
        actor=actor,
        subject=case.reference,
        at=at,
        mask=str(mask.pk),
        part=mask.part,
        start=mask.start,
        length=length,
    )
    return mask


def _mask(
    actor: Actor,
    case: Case,
    where: Where,
    span: Span,
    reason: MaskReason,
    at: datetime,
) -> Mask:
    mask = Mask.objects.create(
        case=case,
        part=where.part,
        about=where.about,
        start=span.start,
        end=span.end,
        reason=reason,
        at=at,
        by=actor.handle,
    )
    record(
        kinds.MASKED,
        actor=actor,
        subject=case.reference,
        at=at,
        mask=str(mask.pk),
        part=where.part.value,
        start=span.start,
        length=span.end - span.start,
        reason=reason.value,
    )
    return mask


def _whole(words: str, span: Span) -> Span:
    start, end = widened(words, span.start, span.end)
    return Span(start=start, end=end)


def _places_of(words: str, text: str) -> tuple[Span, ...]:
    spelled = {words, *(unicodedata.normalize(form, words) for form in ("NFC", "NFD"))}
    spans = {span for one in spelled if one for span in _places(one, text)}
    return tuple(sorted(spans))


def _places(words: str, text: str) -> list[Span]:
    found, start = [], text.find(words)
    while start >= 0:
        found.append(Span(start=start, end=start + len(words)))
        start = text.find(words, start + len(words))
    return found


def _standing(actor: Actor, case: Case, mask_id: UUID) -> Mask:
    if not reads_behind_masks(actor, case):
        raise NotHerRole(actor.handle)
    mask = case.masks.select_for_update().filter(pk=mask_id).first()
    if mask is None or mask.lifted_at or mask.removed_at:
        raise NotStanding(
            _("This mask was lifted, or its words are gone. Look at the page again.")
        )
    return mask
