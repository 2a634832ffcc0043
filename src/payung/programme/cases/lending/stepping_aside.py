"""Stepping aside: from this moment she sees no more of a case, and nothing was opened."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases import kinds
from payung.programme.cases.models import (
    Case,
    Conflict,
    ForWhom,
    Happened,
    Loan,
    NoteKind,
    SteppedAside,
)
from payung.programme.cases.staff_notes.keeping import keep_staff_note
from payung.programme.cases.timeline import add_line
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.models import Person, RecordKey
from payung.programme.people.roles import Role
from payung.programme.people.side_teams import NobodyLeft, keep_out
from payung.programme.people.side_teams import let_back as let_into_side_team
from payung.programme.standby.panel_models import Conflict as AlertConflict
from payung.programme.standby.panel_pages.deeds import step_aside as keep_from_alerts

from .handing_on import hand_on
from .keys_along import unwrapped, wrap_anew
from .refusals import NotAside, lent_to_you, only_you
from .side_of_case import (
    begin_side_team,
    has_own_side_team,
    is_guest,
    keys_to_move,
    locked_case,
    move_rows,
)


@transaction.atomic
def step_aside(
    *, actor: Actor, case: Case, reason: Conflict, at: datetime, words: str = ""
) -> SteppedAside:
    """Let the actor see no more of a case; raise OnlyOne where nobody else could.

    `words` are sealed for the coordinators. Keys are wrapped anew, nothing is opened.
    """
    case = locked_case(actor, case)
    person = Person.objects.get(pk=actor.person_id)
    if words.strip():
        keep_staff_note(
            actor=actor,
            case=case,
            kind=NoteKind.CONFLICT,
            for_whom=ForWhom.COORDINATORS,
            text=words,
            at=at,
        )
    aside = SteppedAside.objects.create(
        case=case, person=person, reason=reason, since=at
    )
    about = person.handle
    add_line(actor=actor, case=case, kind=Happened.ASIDE, about=about, at=at)
    hand_on(actor=actor, case=case, leaver=person, successor=None, at=at)
    _end_loan(actor, case, person, at)
    if actor.has(Role.ATTORNEY):
        # No alert about it rings her, and one that she has goes on to the others.
        keep_from_alerts(actor=actor, about=case.reference, at=at)
    try:
        _shut_out(actor, case, person, at)
    except NobodyLeft:
        raise only_you() from None
    record(
        kinds.STEPPED_ASIDE,
        actor=actor,
        subject=case.reference,
        at=at,
        reason=reason.value,
        team=str(case.team_id),
    )
    return aside


@transaction.atomic
def let_back(*, actor: Actor, case: Case, person: Person, at: datetime) -> None:
    """Let somebody see a case again; only a coordinator of its team may.

    Also who said only when she was asked to come that she steps aside: she kept her
    keys, and gets none. Raise NotHerRole, NotLentOn or NotAside.
    """
    check_role(actor, Role.COORDINATOR)
    case = locked_case(actor, case)
    if is_guest(actor, case):
        raise lent_to_you()
    said = AlertConflict.objects.filter(person=person, about=case.reference)
    ended = case.stood_aside.filter(person=person, until=None).update(until=at)
    if not ended and not said.exists():
        raise NotAside(_("She does not stand aside any more. Look at the page again."))
    said.delete()
    if ended:
        let_into_side_team(actor=actor, team=case.team, person=person, at=at)
    who = person.handle
    add_line(actor=actor, case=case, kind=Happened.BACK_IN, about=who, at=at)
    record(kinds.LET_BACK, actor=actor, subject=case.reference, at=at, who=who)


def _shut_out(actor: Actor, case: Case, person: Person, at: datetime) -> None:
    if has_own_side_team(case):
        # All its keys, at once: a key she still holds in memory must open none.
        rows = RecordKey.objects.filter(team=case.team, shut=False).select_for_update()
        secrets = unwrapped(actor=actor, rows=rows)
        begun = keep_out(actor=actor, team=case.team, person=person, at=at)
        wrap_anew(secrets=secrets, keys=begun.keys)
        return
    secrets = unwrapped(actor=actor, rows=keys_to_move(case))
    begun = begin_side_team(actor=actor, case=case, at=at, out=(person,))
    wrap_anew(secrets=secrets, keys=begun.keys)
    move_rows(case, begun.team)


def _end_loan(actor: Actor, case: Case, person: Person, at: datetime) -> None:
    Loan.objects.filter(case=case, person=person, ended_at=None).update(
        ended_at=at, ended_by=actor.handle
    )
