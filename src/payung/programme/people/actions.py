"""What people do about accounts: add somebody, change a passphrase."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from payung.engines import sealed
from payung.programme.journal.actions import record

from . import kinds
from .actors import Actor
from .key_sessions import end_all_key_sessions, open_seed, stretch
from .models import Person, RoleHeld, UserKey
from .roles import Role
from .stretching import GATE, spelled


class HandleTaken(ValueError):
    """Somebody already uses this handle."""


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    handle: str,
    passphrase: str,
    roles: Iterable[Role],
    language: str,
    at: datetime,
) -> Person:
    """Open an account in the actor's country; raise HandleTaken.

    The account can open nothing yet: a member of a team must grant that herself.
    """
    person = make_account(
        handle=handle,
        country=actor.country,
        passphrase=passphrase,
        roles=roles,
        language=language,
        at=at,
    )
    names = " ".join(sorted(role.value for role in roles))
    record(kinds.ADDED, actor=actor, subject=handle, at=at, roles=names)
    return person


@transaction.atomic
def make_account(
    *,
    handle: str,
    country: str,
    passphrase: str,
    roles: Iterable[Role],
    language: str,
    at: datetime,
) -> Person:
    """Make an account with its own keys: what `found` and `add_person` share."""
    if Person.objects.filter(handle=handle).exists():
        raise HandleTaken(handle)
    person = Person(
        handle=handle, country=country, language=language, joined_on=at.date()
    )
    _hash(person, passphrase)
    _save_new(person)
    RoleHeld.objects.bulk_create(RoleHeld(person=person, role=role) for role in roles)
    _give_keys(person, passphrase, at)
    return person


@transaction.atomic
def change_passphrase(*, actor: Actor, old: str, new: str, at: datetime) -> None:
    """Lock the same keys under a new passphrase; Refused where the old one is not hers.

    Every session on every device ends, this one too.
    """
    person = Person.objects.select_for_update().get(pk=actor.person_id)
    seed = open_seed(person=person, passphrase=old)
    row = UserKey.objects.get(person=person)
    _lock(row, seed, new)
    row.save()
    _hash(person, new)
    person.save()
    end_all_key_sessions(person=person)
    record(kinds.CHANGED_PASSPHRASE, actor=actor, subject=person.handle, at=at)


def _hash(person: Person, passphrase: str) -> None:
    with GATE.one():
        person.set_password(spelled(passphrase))


def _save_new(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        # Two people chose the same name at the same moment.
        raise HandleTaken(person.handle) from None


def _give_keys(person: Person, passphrase: str, at: datetime) -> None:
    seed = sealed.new_user_seed()
    public = sealed.user_keys(seed).public
    row = UserKey(
        person=person,
        kem_public=public.kem,
        verify_public=public.verify,
        made_at=at,
    )
    _lock(row, seed, passphrase)
    row.save()


def _lock(row: UserKey, seed: sealed.UserSeed, passphrase: str) -> None:
    dear = stretch()
    with GATE.one():
        box = sealed.seal_user_seed(
            seed, spelled(passphrase), user=row.person_id, stretch=dear
        )
    row.salt, row.box = box.salt, box.box
    row.stretch = {
        "memory_kib": dear.memory_kib,
        "passes": dear.passes,
        "lanes": dear.lanes,
    }
