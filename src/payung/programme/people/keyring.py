"""The keys that one person has open, for as long as one request lasts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from payung.engines import sealed

from .models import Grant, RecordKey, TeamEpoch, UserKey
from .stored_keys import grant_of, vouched, wrap_of


class Keyring:
    """Open what a person's grants reach. Refused for everything else."""

    def __init__(self, *, person_id: int, seed: sealed.UserSeed) -> None:
        self.person_id = person_id
        self.seed = seed
        self._user: sealed.UserKeys | None = None
        self._teams: dict[tuple[UUID, int], sealed.TeamKeys] = {}

    def __repr__(self) -> str:
        """Return nothing of the keys."""
        return "<Keyring>"

    @property
    def user(self) -> sealed.UserKeys:
        """Return her own keys, made from the seed when first needed."""
        if self._user is None:
            self._user = sealed.user_keys(self.seed)
        return self._user

    def team(self, team_id: UUID, epoch: int) -> sealed.TeamKeys:
        """Return a team's keys of one epoch; Refused where she has no grant."""
        key = (team_id, epoch)
        if key not in self._teams:
            self._teams[key] = self._accept(team_id, epoch)
        return self._teams[key]

    def secret(self, record: UUID) -> sealed.RecordSecret:
        """Return the key of one record; Refused where there is none for her."""
        row = RecordKey.objects.filter(record=record).first()
        if row is None:
            raise sealed.Refused
        return self.unwrap(row)

    def secrets(self, records: Iterable[UUID]) -> Iterator[sealed.RecordSecret]:
        """Give the keys of many records with one question to the database.

        A record that she cannot open is left out: lists show what is hers.
        """
        for row in RecordKey.objects.filter(record__in=list(records)).iterator():
            try:
                yield self.unwrap(row)
            except sealed.Refused:
                continue

    def unwrap(self, row: RecordKey) -> sealed.RecordSecret:
        """Return the key that a stored wrap holds, or Refused."""
        return sealed.unwrap(wrap_of(row), self.team(row.team_id, row.epoch))

    def _accept(self, team_id: UUID, epoch: int) -> sealed.TeamKeys:
        grant = Grant.objects.filter(
            team_id=team_id, epoch=epoch, member_id=self.person_id
        ).first()
        public = TeamEpoch.objects.filter(team_id=team_id, number=epoch).first()
        if grant is None or public is None:
            raise sealed.Refused
        granter = UserKey.objects.filter(person_id=grant.granted_by_id).first()
        if granter is None:
            raise sealed.Refused
        return sealed.accept_grant(
            grant_of(grant),
            member=self.user,
            granter_verify=bytes(granter.verify_public),
            public=vouched(public),
        )
