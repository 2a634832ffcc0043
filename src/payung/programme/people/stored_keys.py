"""Between rows and the sealing engine: read what is stored into its types."""

from __future__ import annotations

from uuid import UUID

from payung.engines import sealed

from .models import Grant, Person, RecordKey, Team, TeamEpoch, UserKey


class NoKeyYet(LookupError):
    """A person or a team has no key; she must sign in once, or it must be started."""


def public_of(person: Person) -> sealed.UserPublic:
    """Return a person's public keys; raise NoKeyYet."""
    row = UserKey.objects.filter(person=person).first()
    if row is None:
        raise NoKeyYet(person.handle)
    return sealed.UserPublic(kem=bytes(row.kem_public), verify=bytes(row.verify_public))


def box_of(row: UserKey) -> sealed.PassphraseBox:
    """Return the locked seed of a person as the engine takes it."""
    return sealed.PassphraseBox(
        salt=bytes(row.salt),
        stretch=sealed.Stretch(**row.stretch),
        box=bytes(row.box),
    )


def signed_key_of(row: TeamEpoch) -> sealed.SignedTeamKey:
    """Return a team's public key of one epoch, with who vouches for it."""
    public = sealed.TeamPublic(
        team=row.team_id, epoch=row.number, kem=bytes(row.public)
    )
    return sealed.SignedTeamKey(
        public=public, by=row.signed_by_id, signature=bytes(row.signature)
    )


def vouched(row: TeamEpoch) -> sealed.TeamPublic:
    """Return a team's public key whose signature holds, or Refused.

    Somebody who can write into the database but has no member's keys could otherwise
    put a key of his own there and read whatever is sealed from then on.
    """
    signer = UserKey.objects.filter(person_id=row.signed_by_id).first()
    if signer is None:
        raise sealed.Refused
    return sealed.check_team_key(signed_key_of(row), verify=bytes(signer.verify_public))


def team_public(team: Team) -> sealed.TeamPublic:
    """Return the public key that a team seals to now; raise NoKeyYet, Refused."""
    row = TeamEpoch.objects.filter(team=team, number=team.epoch).first()
    if row is None:
        raise NoKeyYet(team.name)
    return vouched(row)


def grant_of(row: Grant) -> sealed.Grant:
    """Return a stored grant as the engine takes it."""
    return sealed.Grant(
        team=row.team_id,
        epoch=row.epoch,
        member=row.member_id,
        by=row.granted_by_id,
        box=bytes(row.box),
        signature=bytes(row.signature),
    )


def wrap_of(row: RecordKey) -> sealed.Wrap:
    """Return a stored wrap as the engine takes it."""
    return sealed.Wrap(
        kind=sealed.WrapKind(row.kind),
        record=row.record,
        team=row.team_id,
        epoch=row.epoch,
        data=bytes(row.wrap),
    )


def row_of(wrap: sealed.Wrap) -> RecordKey:
    """Return the row, not yet saved, that keeps a wrap."""
    return RecordKey(
        record=UUID(str(wrap.record)),
        team_id=UUID(str(wrap.team)),
        epoch=wrap.epoch,
        kind=wrap.kind.value,
        wrap=wrap.data,
    )
