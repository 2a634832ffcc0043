"""What the page “Who may see it” shows: members, who stands aside, to whom it is lent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from payung.programme.cases.access import could_look_after
from payung.programme.cases.asides import people_aside
from payung.programme.cases.models import (
    Case,
    CaseMember,
    Conflict,
    Loan,
    SteppedAside,
)
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, RoleHeld
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.people.stored_keys import public_of
from payung.programme.standby.panel_models import Conflict as AlertConflict

from .side_of_case import is_guest, notes_that_stay


@dataclass(frozen=True, kw_only=True, slots=True)
class Aside:
    """Somebody who stands or stood aside; `reason` is empty but for coordinators."""

    row: SteppedAside
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WhoPage:
    """Who may see a case, and what this reader may do about it."""

    can_open: tuple[str, ...]
    looked_after: tuple[CaseMember, ...]
    asides: tuple[Aside, ...]
    loans: tuple[Loan, ...]
    past_loans: tuple[Loan, ...]
    notes_that_stay: tuple[str, ...]
    guest: bool
    may_let_back: bool


def who_page(actor: Actor, case: Case) -> WhoPage:
    """Return what the page shows; nothing sealed is needed for it."""
    guest = is_guest(actor, case)
    coordinates = actor.has(Role.COORDINATOR) and not guest
    loans = case.loans.select_related("person").order_by("until", "pk")
    return WhoPage(
        can_open=tuple(could_look_after(case).values_list("handle", flat=True)),
        looked_after=tuple(
            case.members.select_related("person").order_by("since", "pk")
        ),
        asides=_asides(case, coordinates),
        loans=tuple(loans.filter(ended_at=None)),
        past_loans=tuple(loans.exclude(ended_at=None)),
        notes_that_stay=tuple(notes_that_stay(case)),
        guest=guest,
        may_let_back=coordinates,
    )


def could_borrow(actor: Actor, case: Case) -> dict[str, str]:
    """Return whom a case can be lent to: handle, and the six words of her key."""
    holders = RoleHeld.objects.filter(role__in=KEYHOLDERS).values("person")
    here = Person.objects.filter(
        country=case.country, is_active=True, pk__in=holders, key__isnull=False
    )
    inside = could_look_after(case).order_by().values("pk")
    aside = people_aside(case).values("pk")
    others = here.exclude(pk__in=inside).exclude(pk__in=aside)
    return {
        person.handle: f"{person.handle}: {' '.join(public_of(person).fingerprint())}"
        for person in others.exclude(pk=actor.person_id).order_by("handle")
    }


def _asides(case: Case, coordinates: bool) -> tuple[Aside, ...]:
    rows = case.stood_aside.select_related("person").order_by("since", "pk")
    here = [
        Aside(row=row, reason=str(Conflict(row.reason).label) if coordinates else "")
        for row in rows
    ]
    return (*here, *_asides_said_elsewhere(case))


def _asides_said_elsewhere(case: Case) -> Iterator[Aside]:
    """Give who could open it but said, when she was asked to come, that she may not."""
    standing = case.stood_aside.filter(until=None).values("person")
    rows = AlertConflict.objects.filter(about=case.reference).exclude(
        person__in=standing
    )
    for one in rows.select_related("person").order_by("declared_at", "pk"):
        row = SteppedAside(case=case, person=one.person, since=one.declared_at)
        yield Aside(row=row, reason="")
