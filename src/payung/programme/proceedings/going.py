"""Who goes to a date: named, unable to come, taken over by somebody else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.dispatch import AlertEvent, News
from payung.engines.proceedings import first_ask
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.cases.asides import people_aside
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.words.tracks import HearingState
from payung.programme.journal.actions import Acting, record
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role
from payung.programme.standby.alerts import NotNow, accept_alert, alert_happened
from payung.programme.standby.models import AttorneyAlert, HandBackReason

from . import kinds
from .asides import keep_from
from .asking_round import ask_round
from .ending import about_of, end_substitutes
from .hearing_deeds import NotOpen, locked_hearing, refuse_who_cannot
from .models import Going, Hearing, Substitute


class SomebodyGoes(CannotBe):
    """Somebody else was first."""


class PastAlready(CannotBe):
    """The date is past: nobody can go there any more."""


@transaction.atomic
def name_who_goes(
    *, actor: Actor, hearing: Hearing, person: Person, at: datetime
) -> Going:
    """Say which attorney of the team goes; the search for one ends."""
    fresh = _open(hearing, at)
    refuse_who_cannot(fresh, person)
    return _goes(fresh, person, by=actor, at=at)


@transaction.atomic
def cannot_come(
    *,
    actor: Actor,
    hearing: Hearing,
    why: HandBackReason,
    at: datetime,
) -> Substitute:
    """Say that whoever was to go cannot, and look for somebody else at once."""
    fresh = _open(hearing, at)
    asker = Person.objects.get(pk=actor.person_id)
    hers = fresh.goings.filter(until=None, person=asker).exists()
    if hers and why is HandBackReason.CONFLICT:
        keep_from([asker], _of(fresh), at=at)
    return look_for_another(fresh, asker=asker, why=why.value, by=actor, at=at)


def look_for_another(
    fresh: Hearing, *, asker: Person, why: str, by: Acting, at: datetime
) -> Substitute:
    """Begin the search for somebody who goes; call it with the date locked.

    Where one is looked for already, that search goes on.
    """
    open_one = fresh.substitutes.filter(ended_at=None).first()
    if open_one is not None:
        return open_one
    going = fresh.goings.filter(until=None).select_related("person").first()
    fresh.goings.filter(until=None).update(until=at)
    _changed(fresh, at)
    asking = first_ask(fresh.at, zone_of(fresh.proceeding.case), at=at)
    row = Substitute(
        hearing=fresh,
        asked_by=asker,
        asked_at=at,
        why=why,
        rung=asking.rung,
        due_at=asking.due_at,
    )
    row.save(force_insert=True)
    who = going.person.handle if going else ""
    record(kinds.CANNOT, actor=by, subject=_of(fresh), at=at, who=who)
    ask_round(row, asking, but_not=who, at=at)
    return row


@transaction.atomic
def take_date(*, actor: Actor, hearing: Hearing, at: datetime) -> Going:
    """Go instead; the first has it. Raise SomebodyGoes, naming who."""
    if not actor.has(Role.ATTORNEY):
        raise NotHerRole(actor.handle)
    fresh = _open(hearing, at)
    row = fresh.substitutes.filter(ended_at=None).first()
    if row is None:
        raise _somebody_goes(fresh)
    if row.alert:
        _take_alert(actor, row, at)
    person = Person.objects.get(pk=actor.person_id)
    return _goes(fresh, person, by=actor, at=at)


def taken_by_alert(row: Substitute, *, at: datetime) -> bool:
    """Let whoever accepted the alert of a search go; return whether somebody did.

    Where somebody who is no attorney took it, she has it in hand and it stays open.
    """
    alert = AttorneyAlert.objects.filter(reference=row.alert).first()
    if alert is None or not alert.attorney:
        return False
    held = {"roles_held__role": Role.ATTORNEY, "is_active": True}
    person = Person.objects.filter(handle=alert.attorney, **held).first()
    if person is None:
        return False
    with transaction.atomic():
        fresh = locked_hearing(row.hearing_id)
        case = fresh.proceeding.case
        if people_aside(case).filter(pk=person.pk).exists():
            _give_back(row, person, at)
            return False
        if not fresh.substitutes.filter(pk=row.pk, ended_at=None).exists():
            return False
        _goes(fresh, person, by=_Herself(person.handle), at=at)
        # She said yes without having seen when: the page has it.
        tell(
            country=case.country,
            handles=[person.handle],
            saying=Saying.LOOK,
            about=f"day-{fresh.pk.hex}",
            key=f"{row.pk.hex}:yours",
            at=at,
        )
    return True


def _give_back(row: Substitute, person: Person, at: datetime) -> None:
    """Ask the next: she has stepped aside from this case since it was raised."""
    keep_from([person], about_of(row), at=at)
    reason = HandBackReason.CONFLICT.value
    news = News(
        event=AlertEvent.HANDED_BACK, person=person.handle, at=at, reason=reason
    )
    alert_happened(reference=row.alert, news=news)


class _Herself:
    """Somebody who said yes by telephone, SMS or on the alert's page."""

    def __init__(self, handle: str) -> None:
        self.handle = handle


def _goes(fresh: Hearing, person: Person, *, by: Acting, at: datetime) -> Going:
    fresh.goings.filter(until=None).update(until=at)
    going = Going.objects.create(hearing=fresh, person=person, since=at)
    _changed(fresh, at)
    end_substitutes(fresh, at=at, taken_by=person)
    record(kinds.GOES, actor=by, subject=_of(fresh), at=at, who=person.handle)
    return going


def _take_alert(actor: Actor, row: Substitute, at: datetime) -> None:
    """Accept the alert too: who accepts by telephone in the same moment is then told."""
    alert = AttorneyAlert.objects.get(reference=row.alert)
    try:
        alert = accept_alert(actor=actor, alert=alert, at=at)
    except NotNow:
        # Closed by a person meanwhile: nothing rings, and the date is still free.
        return
    holder = Person.objects.filter(handle=alert.attorney).first()
    hers = alert.attorney == actor.handle
    if not hers and holder and holder.roles_held.filter(role=Role.ATTORNEY).exists():
        raise SomebodyGoes(_("%(who)s goes. Thank you.") % {"who": alert.attorney})


def _open(hearing: Hearing, at: datetime) -> Hearing:
    fresh = locked_hearing(hearing.pk)
    if fresh.state != HearingState.SET:
        raise NotOpen(
            _("What became of this date is written down. Look at the page again.")
        )
    if fresh.at <= at:
        raise PastAlready(_("This date is past. Write down what became of it instead."))
    return fresh


def _somebody_goes(fresh: Hearing) -> SomebodyGoes:
    going = fresh.goings.filter(until=None).select_related("person").first()
    if going is None:
        return SomebodyGoes(_("Nobody is looked for here any more. Thank you."))
    return SomebodyGoes(_("%(who)s goes. Thank you.") % {"who": going.person.handle})


def _changed(fresh: Hearing, at: datetime) -> None:
    fresh.changed_at = at
    fresh.version += 1
    fresh.save(update_fields=["changed_at", "version"])


def _of(hearing: Hearing) -> str:
    return hearing.proceeding.case.reference
