"""Member cards: a random token on paper, so that a person is counted once, nameless."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team

from . import kinds
from .models import Card
from .refusals import CannotBe


# Without signs that look alike. 26 of them hold 128 bits.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 26


class NoSuchCard(CannotBe):
    """A code that is on no card of this team, or on one that was ended."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCard:
    """A card as it is printed, once: the code is kept nowhere."""

    row: Card
    code: str = field(repr=False)


@transaction.atomic
def make_card(*, actor: Actor, team: Team, at: datetime) -> NewCard:
    """Make a card and return its code, which is shown this once."""
    code = "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
    row = Card.objects.create(digest=digest_of(code), team=team, made_at=at)
    record(kinds.CARD, actor=actor, subject=str(row.pk), at=at)
    return NewCard(row=row, code=code)


@transaction.atomic
def end_card(*, actor: Actor, card: Card, at: datetime) -> Card:
    """End a card that was lost or given back."""
    card.ended_at = at
    card.save(update_fields=["ended_at"])
    record(kinds.CARD_ENDED, actor=actor, subject=str(card.pk), at=at)
    return card


def card_with(code: str, *, teams: frozenset[object]) -> Card:
    """Return the card that this code is on; raise NoSuchCard."""
    found = Card.objects.filter(
        digest=digest_of(code), team_id__in=tuple(teams), ended_at=None
    ).first()
    if found is None:
        raise NoSuchCard(
            _("This card is not known here. Count her without it, or give a new one."),
            field="card",
        )
    return found


def digest_of(code: str) -> str:
    """Return what is kept of a code, however it was typed."""
    plain = "".join(sign for sign in code.upper() if sign in SIGNS)
    return hashlib.sha256(f"payung card {plain}".encode()).hexdigest()
