"""Side teams: a team's members, but for one who stands aside or one who is a guest.

A side team is made for a single case. Who ought to be in it follows from two things
only: the members of the team it is beside, and its own places. Taking out needs no
keys and is done at once; letting in, and renewing the key, needs a member who is at
work, so the team is marked as untidy until one has come by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from payung.engines import sealed
from payung.programme.journal.actions import record

from . import kinds
from .access import members_of
from .actors import Actor
from .models import (
    Grant,
    Person,
    Place,
    Renewal,
    Rewrapping,
    RoleHeld,
    SidePlace,
    Team,
    TeamKind,
)
from .roles import KEYHOLDERS
from .team_keys import epochs_of, grant, locked, new_epoch


class NobodyLeft(ValueError):
    """Nobody but guests could open what the side team keeps; `team` is that team."""

    def __init__(self, team: Team) -> None:
        super().__init__(str(team.pk))
        self.team = team


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """A guest of a side team, and when she has to go."""

    person: Person
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Begun:
    """A side team with a key just made; the key is for carrying records over now."""

    team: Team
    keys: sealed.TeamKeys


def base_of(team: Team) -> Team:
    """Return the team that a side team is beside; any other team is its own."""
    return team.beside or team


def inside(team: Team, at: datetime) -> QuerySet[Person]:
    """Return who ought to be in a side team at that moment, by handle."""
    holders = RoleHeld.objects.filter(role__in=KEYHOLDERS).values("person")
    wanted = Q(pk__in=_members(team)) | Q(pk__in=_placed(team, Place.GUEST, at))
    people = Person.objects.filter(
        wanted, is_active=True, country=team.country, pk__in=holders
    )
    return people.exclude(pk__in=_placed(team, Place.OUT, at)).order_by("handle")


def start_side_team(
    *,
    actor: Actor,
    beside: Team,
    name: str,
    at: datetime,
    out: Iterable[Person] = (),
    visits: Iterable[Visit] = (),
) -> Begun:
    """Make a side team and its first key; raise NobodyLeft.

    The actor may be one of those who stay out: then she makes a key she never holds.
    """
    base = locked(base_of(beside))
    team = Team.objects.create(
        country=base.country, name=name, kind=TeamKind.SIDE, beside=base
    )
    for person in out:
        _place(team, person, Place.OUT, since=at)
    for visit in visits:
        _place(team, visit.person, Place.GUEST, since=at, until=visit.until)
    return _with_new_key(actor, team, at)


def keep_out(*, actor: Actor, team: Team, person: Person, at: datetime) -> Begun:
    """Keep somebody out of a side team and give it a new key; raise NobodyLeft.

    Its records have to be carried over by the caller in the same transaction.
    """
    team = _locked_with_base(team)
    _end(team, person, Place.GUEST, at)
    _place(team, person, Place.OUT, since=at)
    Grant.objects.filter(team=team, member=person).delete()
    return _with_new_key(actor, team, at)


def let_back(*, actor: Actor, team: Team, person: Person, at: datetime) -> None:
    """Let somebody back who was kept out; she can open everything as before."""
    team = _locked_with_base(team)
    _end(team, person, Place.OUT, at)
    let_in_missing(actor=actor, team=team, at=at)


def invite(*, actor: Actor, team: Team, visit: Visit, at: datetime) -> None:
    """Let a guest into a side team, until her visit ends."""
    team = _locked_with_base(team)
    _place(team, visit.person, Place.GUEST, since=at, until=visit.until)
    let_in_missing(actor=actor, team=team, at=at)


def prolong(*, team: Team, visit: Visit, at: datetime) -> None:
    """Let a visit that goes on end at another moment."""
    going_on = SidePlace.objects.filter(
        team=team, person=visit.person, place=Place.GUEST, until__gt=at
    )
    going_on.update(until=visit.until)


def end_visit(*, team: Team, person: Person, at: datetime) -> None:
    """End a guest's visit: what she held of the team's keys is gone at once."""
    team = _locked_with_base(team)
    _end(team, person, Place.GUEST, at)
    settle(team=team, at=at)


def settle(*, team: Team, at: datetime) -> None:
    """Take out of a side team whoever ought not to be in it; raise NobodyLeft.

    No keys are needed. Its key waits to be renewed by the next member at work.
    """
    ought = inside(team, at)
    gone = Grant.objects.filter(team=team).exclude(member__in=ought.values("pk"))
    if not gone.exists():
        return
    stay = ought.filter(pk__in=members_of(team).values("pk"))
    if not stay.filter(pk__in=_members(team)).exists():
        raise NobodyLeft(team)
    gone.delete()
    _is_untidy(team, at)


def settle_beside(*, base: Team, person: Person, at: datetime) -> None:
    """Take somebody who left a team out of every team beside it; raise NobodyLeft."""
    held = person.grants.values("team")
    sides = base.side_teams.select_for_update().filter(pk__in=held).order_by("pk")
    for team in sides:
        settle(team=team, at=at)


def renew_keys_beside(*, base: Team, at: datetime) -> None:
    """Let every record of the teams beside a team get a key of its own anew.

    For when somebody who left may have kept the old ones, also of what she stood aside
    from later: she could open that once.
    """
    for team in base.side_teams.select_for_update().order_by("pk"):
        team.untidy_needs = Renewal.KEYS
        team.save(update_fields=["untidy_needs"])
        _is_untidy(team, at)


def welcome_beside(*, actor: Actor, base: Team, at: datetime) -> None:
    """Let a new member of a team into the teams beside it, as far as the actor can.

    Where she stands aside herself, the next member at work does it.
    """
    for team in base.side_teams.select_for_update().order_by("pk"):
        if team.epoch in epochs_of(actor, team):
            let_in_missing(actor=actor, team=team, at=at)
        else:
            _is_untidy(team, at)


def let_in_missing(*, actor: Actor, team: Team, at: datetime) -> None:
    """Grant a side team's keys, old and new, to whoever ought to be in it and is not."""
    epochs = epochs_of(actor, team)
    missing = inside(team, at).exclude(pk__in=members_of(team).values("pk"))
    for person in missing:
        for epoch in epochs:
            keys = actor.unlocked.team(team.pk, epoch)
            grant(actor=actor, keys=keys, member=person, at=at)


def is_untidy(actor: Actor) -> bool:
    """Return whether a side team of hers waits for a member to come by."""
    if not actor.side_teams:
        return False
    hers = Team.objects.filter(pk__in=actor.side_teams)
    return hers.exclude(untidy_since=None).exists()


@transaction.atomic
def tidy(*, actor: Actor, at: datetime) -> int:
    """Renew the key of every untidy side team of hers; return how many it were.

    Their records are carried over after that, bit by bit (`rewrapping`).
    """
    hers = Team.objects.filter(pk__in=actor.side_teams).exclude(untidy_since=None)
    done = 0
    for team in hers.select_for_update().order_by("pk"):
        if team.epoch in epochs_of(actor, team):
            _renew(actor, team, at)
            done += 1
    return done


def _renew(actor: Actor, team: Team, at: datetime) -> None:
    settle(team=team, at=at)
    let_in_missing(actor=actor, team=team, at=at)
    before = team.epoch
    new_epoch(actor=actor, team=team, members=list(inside(team, at)), at=at)
    Rewrapping.objects.create(
        team=team,
        from_epoch=before,
        to_epoch=team.epoch,
        renewal=team.untidy_needs,
        started_at=at,
    )
    team.untidy_since, team.untidy_needs = None, Renewal.WRAPS
    team.save(update_fields=["untidy_since", "untidy_needs"])
    record(kinds.SIDE_RENEWED, actor=actor, subject=str(team.pk), at=at)


def _with_new_key(actor: Actor, team: Team, at: datetime) -> Begun:
    people = inside(team, at)
    if not people.filter(pk__in=_members(team)).exists():
        raise NobodyLeft(team)
    keys = new_epoch(actor=actor, team=team, members=list(people), at=at)
    # Whoever made this key may be the one who stands aside: a member renews it.
    _is_untidy(team, at)
    return Begun(team=team, keys=keys)


def _members(team: Team) -> QuerySet[Person]:
    """Return the members of the team it is beside; closed accounts among them."""
    return members_of(base_of(team)).order_by().values("pk")  # type: ignore[return-value]


def _placed(team: Team, place: Place, at: datetime) -> QuerySet[SidePlace]:
    lasts = Q(until=None) | Q(until__gt=at)
    places = SidePlace.objects.filter(lasts, team=team, place=place)
    return places.values("person")  # type: ignore[return-value]


def _place(
    team: Team,
    person: Person,
    place: Place,
    *,
    since: datetime,
    until: datetime | None = None,
) -> None:
    SidePlace.objects.create(
        team=team, person=person, place=place, since=since, until=until
    )


def _end(team: Team, person: Person, place: Place, at: datetime) -> None:
    lasts = Q(until=None) | Q(until__gt=at)
    places = SidePlace.objects.filter(lasts, team=team, person=person, place=place)
    places.update(until=at)


def _is_untidy(team: Team, at: datetime) -> None:
    if team.untidy_since is None:
        team.untidy_since = at
        team.save(update_fields=["untidy_since"])


def _locked_with_base(team: Team) -> Team:
    # The same order everywhere, so that nobody waits in a circle.
    locked(base_of(team))
    return locked(team)
