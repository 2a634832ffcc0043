"""Whatever happens in whatever order: the right people can open it, and somebody can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from payung.engines import sealed
from payung.gateways.vault import FakeVault
from payung.programme.cases import holdings
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.lending.leaving import hand_on_all
from payung.programme.cases.lending.loans import NewLoan, end_loan, lend_case
from payung.programme.cases.lending.stepping_aside import let_back, step_aside
from payung.programme.cases.lending.sweeping import sweep
from payung.programme.cases.lending.tidying import tidy
from payung.programme.cases.models import Case, Conflict, Loan
from payung.programme.people.access import NotHerRole, NotHers
from payung.programme.people.actors import Actor, KeysNeeded, actor_of
from payung.programme.people.closing import HerOwn, close_account
from payung.programme.people.holdings import Holders
from payung.programme.people.keyring import Keyring
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.people.rewrapping import Keepers, rewrap_some, unfinished
from payung.programme.people.roles import Role
from payung.programme.people.side_teams import NobodyLeft
from payung.programme.people.teams import (
    HoldsNoKeys,
    LastMember,
    NotInTheTeam,
    grant_team,
    remove_member,
)
from payung.programme.reports.opening import indexed_values
from tests.cast import Part, account, as_actor
from tests.programme.cases.conftest import NOW
from tests.programme.cases.lending.conftest import TITLE, Two, person, title_for


REFUSED = (
    CannotBe,
    NotHers,
    NotHerRole,
    NobodyLeft,
    LastMember,
    NotInTheTeam,
    HoldsNoKeys,
    HerOwn,
    KeysNeeded,
)
# Two coordinators, so that one can close the other's account.
EVERYBODY = ("maya", "sunita", "anju", "tara", "operator", "officer", "outsider")
who = st.sampled_from(EVERYBODY)
deeds = st.one_of(
    st.tuples(st.just("aside"), who, who),
    st.tuples(st.just("aside"), who, who),
    st.tuples(st.just("back"), who, who),
    st.tuples(st.just("lend"), who, who),
    st.tuples(st.just("end"), who, who),
    st.tuples(st.just("days"), who, who),
    st.tuples(st.just("join"), who, who),
    st.tuples(st.just("out"), who, who),
    st.tuples(st.just("close"), who, who),
    st.tuples(st.just("visit"), who, who),
)


ALL_BUT_MAYA = [("aside", one, one) for one in ("sunita", "anju", "tara")]


@dataclass(kw_only=True)
class World:
    """The rows, and beside them who ought to be able to open the case: plain sets."""

    team: Team
    reference: str
    seeds: dict[str, sealed.UserSeed]
    at: datetime = NOW
    members: set[str] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    loans: dict[str, datetime] = field(default_factory=dict)

    @property
    def ought(self) -> set[str]:
        return (self.members | set(self.loans)) - self.aside - self.closed

    @property
    def case(self) -> Case:
        return Case.objects.get()

    def actor(self, handle: str) -> Actor:
        row = person(handle)
        keys = Keyring(person_id=row.pk, seed=self.seeds[handle])
        return actor_of(row, keys=None if handle in self.closed else keys)

    def can_open(self) -> set[str]:
        """Return who opens the title, with whatever she has: rows and her own keys."""
        return {
            handle
            for handle, seed in self.seeds.items()
            for row in [person(handle)]
            for actor in [actor_of(row, keys=Keyring(person_id=row.pk, seed=seed))]
            if title_for(actor, self.reference) == TITLE
        }


def do(world: World, deed: str, one: str, other: str) -> None:
    """Do one deed, and tell the plain sets where it was not refused."""
    actor = world.actor(one)
    doing: dict[str, Callable[[], None]] = {
        "aside": lambda: aside(world, actor, one),
        "back": lambda: back(world, actor, other),
        "lend": lambda: lend(world, actor, other),
        "end": lambda: end(world, actor, other),
        "days": lambda: days(world),
        "join": lambda: join(world, actor, other),
        "out": lambda: out(world, actor, other),
        "close": lambda: close(world, actor, other),
        "visit": lambda: visit(world, actor),
    }
    try:
        with transaction.atomic():
            doing[deed]()
    except REFUSED:
        return


def aside(world: World, actor: Actor, one: str) -> None:
    step_aside(actor=actor, case=world.case, reason=Conflict.MONEY, at=world.at)
    world.aside.add(one)
    world.loans.pop(one, None)


def back(world: World, actor: Actor, other: str) -> None:
    let_back(actor=actor, case=world.case, person=person(other), at=world.at)
    world.aside.remove(other)


def lend(world: World, actor: Actor, other: str) -> None:
    until = world.at + timedelta(days=3)
    new = NewLoan(person=person(other), until=until)
    lend_case(actor=actor, case=world.case, new=new, at=world.at)
    world.loans[other] = until


def end(world: World, actor: Actor, other: str) -> None:
    loan = Loan.objects.filter(person=person(other), ended_at=None).first()
    if loan is not None:
        end_loan(actor=actor, loan=loan, at=world.at)
        del world.loans[other]


def days(world: World) -> None:
    world.at += timedelta(days=2)
    sweep(at=world.at)
    world.loans = {h: until for h, until in world.loans.items() if until > world.at}


def join(world: World, actor: Actor, other: str) -> None:
    grant_team(actor=actor, team=world.team, member=person(other), at=world.at)
    world.members.add(other)


def out(world: World, actor: Actor, other: str) -> None:
    remove_member(actor=actor, team=world.team, member=person(other), at=world.at)
    world.members.remove(other)


def close(world: World, actor: Actor, other: str) -> None:
    if Role.COORDINATOR not in actor.roles or actor.keys is None:
        return
    close_account(actor=actor, person=person(other), at=world.at)
    hand_on_all(actor=actor, leaver=person(other), successor=None, at=world.at)
    world.closed.add(other)
    world.loans.pop(other, None)


def visit(world: World, actor: Actor) -> None:
    if actor.keys is None:
        return
    tidy(actor=actor, at=world.at)
    again = world.actor(actor.handle)
    kept = Keepers(
        values_of=indexed_values,
        holders=Holders(apps=(holdings.holding_of,)),
        vault=FakeVault(),
    )
    job = unfinished(again.teams)
    if job is not None:
        try:
            rewrap_some(actor=again, job=job, keepers=kept, at=world.at)
        except sealed.Refused:
            return


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(deeds, min_size=1, max_size=14))
@example([*ALL_BUT_MAYA, ("close", "tara", "maya")])
@example([*ALL_BUT_MAYA, ("out", "tara", "maya")])
@example([*ALL_BUT_MAYA, ("lend", "maya", "officer"), ("close", "tara", "maya")])
@example([*ALL_BUT_MAYA, ("join", "tara", "outsider"), ("close", "tara", "maya")])
@example([*ALL_BUT_MAYA, ("join", "maya", "outsider"), ("close", "tara", "maya")])
def test_the_right_people_can_open_it_and_somebody_always_can(
    two: Two, steps: list[tuple[str, str, str]]
) -> None:
    with transaction.atomic():
        world = a_world(two)
        for deed, one, other in steps:
            do(world, deed, one, other)

            can = world.can_open()
            assert can <= world.ought, (deed, one, other)
            assert can & world.members, (deed, one, other)
        for handle in EVERYBODY * 2:
            do(world, "visit", handle, handle)
        assert world.can_open() == world.ought
        transaction.set_rollback(True)


def a_world(two: Two) -> World:
    tara = account(Part(handle="tara", country="np", roles=(Role.COORDINATOR,)))
    grant_team(actor=two.maya, team=two.team, member=tara, at=NOW)
    actors = (two.maya, two.sunita, two.anju, two.operator, two.officer, two.outsider)
    case = open_case(actor=two.sunita, new=NewCase(team=two.team, title=TITLE), at=NOW)
    return World(
        team=Team.objects.get(pk=two.team.pk),
        reference=case.reference,
        seeds={actor.handle: actor.unlocked.seed for actor in actors}
        | {"tara": as_actor(tara).unlocked.seed},
        members={"maya", "sunita", "anju", "tara"},
    )
