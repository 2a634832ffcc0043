"""What the server may know at night: a record key that lies in memory, never on disk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.people.stored_keys import row_of

from . import kinds, memory
from .models import Machine, Way
from .spelling import bare


MARK = "machine.mark"
# Of telephone numbers; the telephone makes the same tokens with the same word.
NUMBER = "number"


class MachineAsleep(RuntimeError):
    """The country's key is not in memory: nobody can be reached until it is."""


class StartedAlready(CannotBe):
    """The country has its machine."""


@transaction.atomic
def start_machine(*, actor: Actor, team: Team, at: datetime) -> Machine:
    """Make the key of a country's machine, wrapped for the team, and put it in memory.

    Raise StartedAlready.
    """
    secret = sealed.new_record_secret(uuid4())
    keys = actor.unlocked.team(team.pk, team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    machine = Machine(
        country=actor.country,
        team=team,
        record=UUID(str(secret.record)),
        since=at,
        mark=sealed.seal_field(secret, MARK, actor.country),
    )
    try:
        with transaction.atomic():
            machine.save(force_insert=True)
    except IntegrityError:
        raise StartedAlready(_("The line is set up already.")) from None
    country = actor.country
    record(
        kinds.MACHINE_STARTED, actor=actor, subject=country, at=at, team=str(team.pk)
    )
    # Should this not be committed, the key fits no row and is never used.
    memory.keep(country, secret)
    return machine


@transaction.atomic
def put_in_memory(*, actor: Actor, at: datetime) -> bool:
    """Put the key back where it is missing or was changed; return whether it is there.

    False where the country has no machine or her keys do not open it. The tokens of
    ways are made anew where the key is another one.
    """
    machine = Machine.objects.filter(country=actor.country).first()
    if machine is None:
        return False
    if machine_secret(actor.country) is not None:
        return True
    try:
        secret = actor.unlocked.secret(machine.record)
        sealed.open_field(secret, MARK, machine.mark)
    except sealed.Refused:
        return False
    _renew_tokens(actor.country, secret)
    record(kinds.MACHINE_AWAKE, actor=actor, subject=actor.country, at=at)
    memory.keep(actor.country, secret)
    return True


def machine_secret(country: str) -> sealed.RecordSecret | None:
    """Return the key that is in memory and still opens, else None."""
    secret = memory.kept(country)
    if secret is None:
        return None
    machine = Machine.objects.filter(
        country=country, record=UUID(str(secret.record))
    ).first()
    if machine is None:
        return None
    try:
        sealed.open_field(secret, MARK, machine.mark)
    except sealed.Refused:
        # The record got a new key since: the old one must not be used any more.
        return None
    return secret


def forget(country: str) -> None:
    """Take the key out of memory: from now on nobody of the country is reached."""
    memory.forget(country)


def bearer(country: str) -> str:
    """Return the password of the country's telephone, in hex; raise MachineAsleep."""
    return sealed.unattended_token(_awake(country), "bearer", "telephone").hex()


def number_token(country: str, e164: str) -> bytes:
    """Return the 16 bytes that stand for a number; raise MachineAsleep."""
    return sealed.unattended_token(_awake(country), NUMBER, e164)


def address_token(country: str, address: str) -> bytes:
    """Return the token of an address of a channel: "tel:+…" has that of the number."""
    return number_token(country, bare(address))


def address_tokens(address: str) -> tuple[bytes, ...]:
    """Return the tokens of an address under every key that is in memory.

    Somebody of the regional team is kept under her own country's key and answers a
    line of another.
    """
    countries = Machine.objects.order_by("country").values_list("country", flat=True)
    secrets = [machine_secret(country) for country in countries]
    return tuple(
        sealed.unattended_token(secret, NUMBER, bare(address))
        for secret in secrets
        if secret is not None
    )


def _awake(country: str) -> sealed.RecordSecret:
    secret = machine_secret(country)
    if secret is None:
        raise MachineAsleep(country)
    return secret


def _renew_tokens(country: str, secret: sealed.RecordSecret) -> None:
    for way in Way.objects.filter(person__country=country, ended_at=None):
        try:
            address = sealed.open_field(secret, address_field(way), sealed_in(way))
        except sealed.Refused:
            continue
        token = sealed.unattended_token(secret, NUMBER, bare(address))
        Way.objects.filter(pk=way.pk).update(token=token)


def sealed_in(way: Way) -> sealed.Envelope:
    """Return the sealed address of a way; Refused where it was forgotten."""
    envelope: sealed.Envelope | None = way.address
    if envelope is None:
        raise sealed.Refused
    return envelope


def address_field(way: Way) -> str:
    """Return the name that a way's address is bound to."""
    return f"way.{way.pk}.address"
