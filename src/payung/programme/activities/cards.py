"""Member cards: a random token on paper, so that a person is counted once, nameless.

A card is good with every team of its country: she who has one of the room in the south
and comes to a course in the north is one person, and unique counts say so. What another
team learns by it is only that the card she holds out is in use. It stands on no page
which team made it or where else it was shown, and a code of 128 bits cannot be guessed,
so nobody can ask after a card that is not in her hand. Only the team that made a card
ends it. Over a border no card is known: unique counts are of one country.

A phone keeps and sends the plain digest of a code; what is kept here is that digest
under a key of the installation. Where a card was shown is forgotten once the numbers of
the quarter are final (docs/decisions/0017-cards-are-forgotten.md).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.installation_keys import keyed
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe

from . import kinds
from .models import Card


# Without signs that look alike. 26 of them hold 128 bits.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 26
_PERSON = b"payung card form"
_KEPT = b"payung card kept"


class NoSuchCard(CannotBe):
    """A code that is on no card here, or on one that was ended."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCard:
    """A card as it is printed, once: the code is kept nowhere."""

    row: Card
    code: str = field(repr=False)


@transaction.atomic
def make_card(
    *, actor: Actor, team: Team, at: datetime, key: UUID | None = None
) -> NewCard:
    """Make a card and return its code, which is shown this once.

    The same form again (`key`) gives the same card: its code follows from the form's
    key, which is kept nowhere either.
    """
    code = _code_from(key) if key else _code()
    kept = kept_of(digest_of(code))
    before = Card.objects.filter(digest=kept, team=team).first()
    if before is not None:
        return NewCard(row=before, code=code)
    row = Card.objects.create(digest=kept, team=team, made_at=_month_of(at))
    # Which card it was stays out: a card would lead to who gave it out, and when.
    record(kinds.CARD, actor=actor, subject=str(team.pk), at=at)
    return NewCard(row=row, code=code)


@transaction.atomic
def end_card(*, actor: Actor, card: Card, at: datetime) -> Card:
    """End a card that was lost or given back."""
    card.ended_at = at
    card.save(update_fields=["ended_at"])
    record(kinds.CARD_ENDED, actor=actor, subject=str(card.team_id), at=at)
    return card


def card_with(code: str, *, teams: frozenset[object]) -> Card:
    """Return the card of these teams that this code is on; raise NoSuchCard."""
    found = Card.objects.filter(
        digest=kept_of(digest_of(code)), team_id__in=tuple(teams), ended_at=None
    ).first()
    if found is None:
        raise _not_known()
    return found


def card_shown(code: str, *, country: str) -> Card:
    """Return the card that somebody holds out, of any team here; raise NoSuchCard."""
    known = cards_shown([digest_of(code)], country=country)
    if not known:
        raise _not_known()
    return Card.objects.get(pk__in=known.values())


def cards_shown(digests: Iterable[str], *, country: str) -> dict[str, int]:
    """Return digest -> row of those that are in use with any team of a country.

    Digests come and go as phones have them.
    """
    asked = {kept_of(digest): digest for digest in digests}
    rows = Card.objects.filter(digest__in=asked, team__country=country, ended_at=None)
    return {asked[kept]: pk for kept, pk in rows.values_list("digest", "pk")}


def digest_of(code: str) -> str:
    """Return the digest of a code as phones make it, however it was typed."""
    plain = "".join(sign for sign in code.upper() if sign in SIGNS)
    return hashlib.sha256(f"payung card {plain}".encode()).hexdigest()


def kept_of(digest: str) -> str:
    """Return what is kept of a digest: 64 hex digits under a key of the installation."""
    return keyed(digest, _KEPT)


def _month_of(at: datetime) -> datetime:
    utc = at.astimezone(UTC)
    return utc.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _code() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))


def _code_from(key: UUID) -> str:
    """Return a code for a form: only who has our key and the form's can make it."""
    secret = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=64).digest()
    made = hashlib.blake2b(key.bytes, key=secret, digest_size=64, person=_PERSON)
    number = int.from_bytes(made.digest())
    signs = []
    for _sign in range(LENGTH):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    return "".join(signs)


def _not_known() -> NoSuchCard:
    return NoSuchCard(
        _("This card is not known here. Count her without it, or give a new one."),
        field="card",
    )
