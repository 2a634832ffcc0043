"""What people do with the panel: say what they give, step aside, leave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.dispatch import AlertState
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role
from payung.programme.standby import access, kinds
from payung.programme.standby.alerts import hand_back
from payung.programme.standby.leaving import take_out_of_rosters
from payung.programme.standby.models import AttorneyAlert, HandBackReason
from payung.programme.standby.panel.changing import reprove_all_of
from payung.programme.standby.panel.conflicts import note_conflict
from payung.programme.standby.panel.members import LAWYERS
from payung.programme.standby.panel_models import PanelMember, ProvenFor


# Country, year, what it is and a number, as every reference here is written.
REFERENCE = re.compile(r"[A-Z]{2}-\d{2}-[A-Z]?-?\d{6}")


class NotOnPanel(CannotBe):
    """Only an attorney of the country is on its panel."""


class NotAReference(CannotBe):
    """What she typed is no reference of a case or a call."""


class LeavesInThePast(CannotBe):
    """Nobody leaves before now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gives:
    """What an attorney says of herself; `courts` are areas by their codes."""

    languages: tuple[str, ...]
    courts: tuple[str, ...]
    most_a_week: int
    rest_hours: int


@transaction.atomic
def set_member(
    *, actor: Actor, person: Person, gives: Gives, at: datetime
) -> PanelMember:
    """Say what an attorney speaks, where she appears and how much she gives.

    Somebody who had left is back with it. The rosters are proven anew; what she has in
    them already stays. Raise NotOnPanel.
    """
    access.check_hers_or_coordinator(actor, person)
    _check_attorney(person)
    member = PanelMember.objects.filter(person=person).first()
    if member is None:
        member = PanelMember(person=person, since=at)
    member.languages, member.courts = list(gives.languages), list(gives.courts)
    member.most_a_week, member.rest_hours = gives.most_a_week, gives.rest_hours
    if member.until is not None and member.until <= at:
        member.since = at
    member.until = None
    member.save()
    reprove_all_of(person.country, proven_for=ProvenFor.CHANGED, at=at)
    record(kinds.PANEL, actor=actor, subject=person.handle, at=at)
    return member


@transaction.atomic
def leave_panel(
    *, actor: Actor, person: Person, until: datetime, at: datetime
) -> PanelMember:
    """Say from when an attorney is no longer on the panel: never refused, always told.

    Her shifts after it end; what nobody has then is answered for by the coordinator,
    listed, and proven anew with the exact shifts. Raise LeavesInThePast.
    """
    access.check_hers_or_coordinator(actor, person)
    _check_attorney(person)
    if until < at:
        raise LeavesInThePast(_("Choose a day that comes."), field="last_day")
    member = PanelMember.objects.filter(person=person).first()
    member = member or PanelMember(person=person, since=min(at, until))
    member.until = until
    member.save()
    ended = take_out_of_rosters(person, LAWYERS, since=until, at=at)
    record(kinds.PANEL_LEFT, actor=actor, subject=person.handle, at=at, shifts=ended)
    return member


@transaction.atomic
def step_aside(*, actor: Actor, about: str, at: datetime) -> None:
    """Say that she must not be asked about a case or a call; raise NotAReference.

    Whether there is such a thing is not said. Where she has an alert about it, it goes
    on to the others at once.
    """
    if not actor.has(Role.ATTORNEY):
        raise NotHerRole(actor.handle)
    typed = about.strip().upper()
    if not REFERENCE.fullmatch(typed):
        raise NotAReference(
            _("Write the number of the case or the call, such as NP-26-000123."),
            field="about",
        )
    note_conflict(actor, [typed], at=at)
    for alert in _hers_about(actor, typed):
        hand_back(actor=actor, alert=alert, reason=HandBackReason.CONFLICT, at=at)
    record(kinds.CONFLICT, actor=actor, subject=actor.handle, at=at)


def _hers_about(actor: Actor, about: str) -> list[AttorneyAlert]:
    hers = access.alerts_of(actor).filter(attorney=actor.handle)
    going = hers.exclude(state=AlertState.CLOSED)
    return [row for row in going if about in (row.about, row.also_about)]


def _check_attorney(person: Person) -> None:
    if not person.roles_held.filter(role=Role.ATTORNEY).exists():
        raise NotOnPanel(_("Only an attorney is on the panel."))
