"""Codes that people make themselves, so that two tests of one person find each other."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of

from .models import CourseGroup
from .refusals import CodeTooShort


PAIRING = "learning.pairing"
# Two letters and two digits: about a million, for a group of twenty-five.
FEWEST_SIGNS = 4


def seal_pairing_key(actor: Actor, team: Team, group: UUID) -> sealed.Envelope:
    """Make the key of a group's codes; return it sealed under the group's own key."""
    secret = sealed.new_record_secret(group)
    keys = actor.unlocked.team(team.pk, team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    return sealed.seal_field(secret, PAIRING, secrets.token_hex(32))


def digest_of(actor: Actor, group: CourseGroup, code: str) -> str:
    """Return what is kept of a code; raise KeysNeeded, or CodeTooShort."""
    return mark_of(key_of(actor, group), code)


def mark_of(key: bytes, code: str) -> str:
    """Return what is kept of a code under the key of a group; raise CodeTooShort."""
    plain = same_signs(code)
    if len(plain) < FEWEST_SIGNS:
        raise CodeTooShort(
            _(
                "Make the code of at least four signs, so that nobody else has the same."
            ),
            field="code",
        )
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def key_of(actor: Actor, group: CourseGroup) -> bytes:
    """Return the key of a group's codes; it stays in memory."""
    if group.pairing is None:
        raise LookupError(str(group.pk))
    secret = actor.unlocked.secret(group.pk)
    return bytes.fromhex(sealed.open_field(secret, PAIRING, group.pairing))


def same_signs(code: str) -> str:
    """Return a code as it is compared: however it was typed, in whichever digits."""
    folded = unicodedata.normalize("NFKC", code).casefold()
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign
        for sign in folded
        if not sign.isspace() and sign not in "-./_"
    )


def new_id() -> UUID:
    """Return the number of a new group, which is also the number of its key."""
    return uuid4()
