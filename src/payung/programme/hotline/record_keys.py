"""The key of a contact, opened by one of its team; made where none came with it."""

from __future__ import annotations

from payung.engines import sealed
from payung.programme.people.actors import Actor
from payung.programme.people.models import RecordKey
from payung.programme.people.stored_keys import row_of

from .models import Contact


def secret_of(actor: Actor, contact: Contact) -> sealed.RecordSecret:
    """Return the key of a contact's record; raise KeysNeeded or Refused.

    A call whose number was withheld, or came while no key was known, has none yet: it
    gets one with the first thing that is written about it.
    """
    row = RecordKey.objects.filter(record=contact.record).first()
    if row is not None:
        return actor.unlocked.unwrap(row)
    team = contact.team
    secret = sealed.new_record_secret(contact.record)
    keys = actor.unlocked.team(team.pk, team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    return secret
