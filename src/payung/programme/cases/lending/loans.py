"""Lend a case to somebody of another team, for a time that ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases import kinds
from payung.programme.cases.asides import people_aside
from payung.programme.cases.models import Case, Happened, Loan
from payung.programme.cases.timeline import add_line, add_line_by_itself
from payung.programme.journal.actions import Acting, record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Place, RoleHeld, SidePlace
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.people.side_teams import (
    Visit,
    end_visit,
    inside,
    invite,
    prolong,
)

from .handing_on import hand_on
from .keys_along import note_what_can_be_found, unwrapped, wrap_anew
from .refusals import NotSoLong, NotToHer, OverAlready, lent_to_you
from .side_of_case import (
    begin_side_team,
    has_own_side_team,
    is_guest,
    keys_to_move,
    locked_case,
    move_rows,
)


LONGEST = timedelta(days=90)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLoan:
    """To whom a case is lent, until when, and whether she reads the notes for staff."""

    person: Person
    until: datetime
    with_staff_notes: bool = False


@transaction.atomic
def lend_case(*, actor: Actor, case: Case, new: NewLoan, at: datetime) -> Loan:
    """Lend a case; raise NotLentOn, NotToHer or NotSoLong.

    Compare her six words by voice before: what she has read cannot be taken back.
    """
    case = locked_case(actor, case)
    if is_guest(actor, case):
        raise lent_to_you()
    _check_until(new.until, at)
    _check_borrower(case, new.person, at)
    _let_see(actor, case, Visit(person=new.person, until=new.until), at)
    loan = Loan.objects.create(
        case=case,
        person=new.person,
        lent_by=actor.handle,
        lent_at=at,
        until=new.until,
        with_staff_notes=new.with_staff_notes,
    )
    who = new.person.handle
    add_line(actor=actor, case=case, kind=Happened.LENT, about=who, at=at)
    record(
        kinds.LENT,
        actor=actor,
        subject=case.reference,
        at=at,
        who=who,
        days=-((at - new.until) // timedelta(days=1)),
        team=str(case.team_id),
    )
    return loan


@transaction.atomic
def lend_longer(*, actor: Actor, loan: Loan, until: datetime, at: datetime) -> Loan:
    """Let a loan end at another moment; raise NotLentOn, NotSoLong or OverAlready."""
    case = locked_case(actor, loan.case)
    if is_guest(actor, case):
        raise lent_to_you()
    loan = _going_on(loan)
    _check_until(until, at)
    loan.until = until
    loan.save(update_fields=["until"])
    visit = Visit(person=loan.person, until=until)
    prolong(team=case.team, visit=visit, at=at)
    who = loan.person.handle
    add_line(actor=actor, case=case, kind=Happened.LENT, about=who, at=at)
    record(kinds.LENT_LONGER, actor=actor, subject=case.reference, at=at, who=who)
    return loan


@transaction.atomic
def end_loan(*, actor: Actor, loan: Loan, at: datetime) -> Loan:
    """End a loan before its time, also by giving it back; raise OverAlready."""
    case = locked_case(actor, loan.case)
    loan = _going_on(loan)
    if is_guest(actor, case) and loan.person_id != actor.person_id:
        raise lent_to_you()
    return close_loan(by=actor, ended_by=actor.handle, loan=loan, at=at)


def close_loan(*, by: Acting, ended_by: str, loan: Loan, at: datetime) -> Loan:
    """End a loan inside the caller's transaction: her keys to it are gone at once."""
    loan.ended_at, loan.ended_by = at, ended_by
    loan.save(update_fields=["ended_at", "ended_by"])
    case, person = loan.case, loan.person
    end_visit(team=case.team, person=person, at=at)
    hand_on(actor=by, case=case, leaver=person, successor=None, at=at)
    who = person.handle
    add_line_by_itself(
        case=case, kind=Happened.LENT_OVER, about=who, by=by.handle, at=at
    )
    record(kinds.LENT_OVER, actor=by, subject=case.reference, at=at, who=who)
    return loan


def _let_see(actor: Actor, case: Case, visit: Visit, at: datetime) -> None:
    if has_own_side_team(case):
        invite(actor=actor, team=case.team, visit=visit, at=at)
        return
    secrets = unwrapped(actor=actor, rows=keys_to_move(case))
    begun = begin_side_team(actor=actor, case=case, at=at, visits=(visit,))
    wrap_anew(secrets=secrets, keys=begun.keys)
    note_what_can_be_found(secrets=secrets, keys=begun.keys)
    move_rows(case, begun.team)


def _check_until(until: datetime, at: datetime) -> None:
    if until <= at:
        raise NotSoLong(_("That is over already. Choose a later day."), field="until")
    if until > at + LONGEST:
        raise NotSoLong(
            _("At most %(days)s days at a time. It can be lent longer before it ends.")
            % {"days": LONGEST.days},
            field="until",
        )


def _check_borrower(case: Case, person: Person, at: datetime) -> None:
    out = SidePlace.objects.filter(
        team=case.team, person=person, place=Place.OUT, until=None
    )
    if out.exists() or people_aside(case).filter(pk=person.pk).exists():
        raise NotToHer(
            _("She stands aside from this one. Choose somebody else."), field="person"
        )
    if inside(case.team, at).filter(pk=person.pk).exists():
        raise NotToHer(_("She can open it already."), field="person")
    holds = RoleHeld.objects.filter(person=person, role__in=KEYHOLDERS).exists()
    if not (person.is_active and person.country == case.country and holds):
        raise NotToHer(
            _("Choose somebody who works with notes in this country."), field="person"
        )


def _going_on(loan: Loan) -> Loan:
    fresh = Loan.objects.select_for_update(of=("self",)).get(pk=loan.pk)
    if fresh.ended_at is not None:
        raise OverAlready(_("It is no longer lent. Lend it again if she needs it."))
    return fresh
