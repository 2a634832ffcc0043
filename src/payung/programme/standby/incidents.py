"""Stretches in which a duty is left to whoever comes last: found, told, and ended."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from payung.engines.dispatch import Duty
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.people.models import Person

from .coverage import bare_in
from .models import IncidentWhy, RosterPeriod, StandbyIncident
from .on_call import NobodyPlanned, OnCall, on_call


def note_changes(
    period: RosterPeriod, *, at: datetime, why: IncidentWhy = IncidentWhy.SIGNED
) -> None:
    """List what a published roster leaves to nobody from now on, and end what is over.

    Every edit calls it: nothing shrinks without an incident.
    """
    if period.published_at is None:
        return
    _list_coming(period, at)
    note_shrinking(period.country, at=at, why=why)


def note_shrinking(
    country: str, *, at: datetime, why: IncidentWhy
) -> tuple[StandbyIncident, ...]:
    """Note what an edit leaves to nobody now, as `note_incidents` does.

    Not before a first roster has begun: what was never promised did not shrink. That
    there is none yet is for the sweeper to say.
    """
    begun = RosterPeriod.objects.filter(
        country=country, published_at__isnull=False, starts_at__lte=at
    )
    return note_incidents(country, at=at, why=why) if begun.exists() else ()


@transaction.atomic
def note_incidents(
    country: str, *, at: datetime, why: IncidentWhy
) -> tuple[StandbyIncident, ...]:
    """Open an incident for each duty that has nobody now; end those that are over.

    Return the new ones; those who coordinate are told. No roster at all is the widest
    hole there is: then every duty has nobody, and whoever leads answers.
    """
    now = on_call(country, at)
    if now.roster is None:
        why = IncidentWhy.NO_ROSTER
    opened = [made for duty in Duty if (made := _noted(now, duty, why)) is not None]
    if opened:
        _tell(now, opened)
    return tuple(opened)


def _noted(now: OnCall, duty: Duty, why: IncidentWhy) -> StandbyIncident | None:
    running = StandbyIncident.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now.at),
        country=now.country,
        duty=duty.value,
        starts_at__lte=now.at,
    )
    if not now.is_bare(duty):
        running.update(ends_at=now.at)
        return None
    if running.exists():
        return None
    return _opened(now, duty, why)


def _opened(now: OnCall, duty: Duty, why: IncidentWhy) -> StandbyIncident | None:
    try:
        answers = Person.objects.get(handle=now.chain(duty)[0])
        with transaction.atomic():
            return StandbyIncident.objects.create(
                country=now.country,
                duty=duty.value,
                starts_at=now.at,
                why=why,
                answers=answers,
            )
    except IntegrityError:
        # Another sweeper found it in the same moment.
        return None
    except NobodyPlanned:
        return None


def _list_coming(period: RosterPeriod, at: datetime) -> None:
    """List anew what this roster leaves to nobody later on."""
    coming = StandbyIncident.objects.filter(
        country=period.country, starts_at__gt=at, starts_at__lt=period.ends_at
    )
    coming.filter(starts_at__gte=period.starts_at).delete()
    signed = period.fallback is not None
    StandbyIncident.objects.bulk_create(
        StandbyIncident(
            country=period.country,
            duty=hole.duty,
            starts_at=hole.span.start,
            ends_at=hole.span.end,
            why=IncidentWhy.SIGNED if signed else IncidentWhy.LEFT,
            answers=period.fallback or period.coordinator,
        )
        for hole in bare_in(period, at=at)
        if hole.span.start > at
    )


def _tell(now: OnCall, opened: list[StandbyIncident]) -> None:
    tell(
        country=now.country,
        handles=now.coordinators() or now.regional(),
        saying=Saying.LOOK,
        about=f"duty:{now.country}",
        key=f"incident:{opened[0].pk}",
        at=now.at,
    )
