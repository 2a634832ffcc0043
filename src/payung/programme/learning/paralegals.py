"""Who is certified, at work, and seen at work: PL_ACTIVE and PL_COMP.

As ../shared/data/indicators.csv has it: a valid certificate and at least one case,
counselling, visit or turn on duty in the period, of all certified who have not left. A
line that somebody wrote into a case is none of the four, and does not count; a case that
she looks after does, also where it was opened earlier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from payung.engines.indicators import (
    NotComputable,
    Paralegal,
    Period,
    Ratio,
    count_paralegals,
    pl_comp,
)
from payung.programme.cases.models import CaseMember
from payung.programme.counselling.models import Session
from payung.programme.journal.models import Entry
from payung.programme.people import kinds as people_kinds
from payung.programme.people.models import Person
from payung.programme.standby.models import Shift

from .codes import Level
from .figures import Within
from .models import Certificate, Observation


# Both make somebody a paralegal: a refresher goes on from the first certificate.
LEVELS = (Level.PARALEGAL, Level.REFRESHER)


def pl_active_of(
    within: Within, *, elsewhere: Mapping[str, int] | None = None
) -> Ratio | NotComputable:
    """Return PL_ACTIVE; `elsewhere` has, by handle, deeds that lie in other apps.

    Those are visits: learning stands beside them and cannot look.
    """
    found = paralegals_in(within, elsewhere=elsewhere or {})
    return count_paralegals(found, within.period)


def pl_comp_of(
    within: Within, *, elsewhere: Mapping[str, int] | None = None
) -> Ratio | NotComputable:
    """Return PL_COMP, of those PL_ACTIVE counts as at work."""
    return pl_comp(paralegals_in(within, elsewhere=elsewhere or {}), within.period)


def paralegals_in(
    within: Within, *, elsewhere: Mapping[str, int]
) -> tuple[Paralegal, ...]:
    """Return, one for each person with a certificate, what she did in the period."""
    held = _held(within)
    people = {p.pk: p for p in Person.objects.filter(pk__in=held)}
    deeds = _deeds(within, people, elsewhere)
    left = _left([p.handle for p in people.values()], within.zone)
    seen = _seen(within, list(held))
    return tuple(
        Paralegal(
            certified_from=begun,
            certified_to=over,
            resigned_on=_earlier(left.get(people[pk].handle), given_back),
            deeds=deeds[people[pk].handle],
            observed_on=seen.get(pk, (None, False))[0],
            passed=seen.get(pk, (None, False))[1],
        )
        for pk, (begun, over, given_back) in sorted(held.items())
    )


def _held(within: Within) -> dict[int, tuple[date, date, date | None]]:
    """Return, by person, the certificate of hers that goes on longest in the period.

    From when, until when, and the day on which it was given back or withdrawn: whoever
    gave it back has resigned, unless another one goes on.
    """
    period: Period = within.period
    rows = Certificate.objects.filter(
        country=within.country,
        person__isnull=False,
        version__course__level__in=LEVELS,
        valid_from__lte=period.last_day,
    ).values_list("person", "valid_from", "valid_to", "ended_on")
    longest: dict[int, tuple[date, date, date | None]] = {}
    for person, begun, valid_to, ended in rows:
        over = min(valid_to, ended) if ended else valid_to
        if person not in longest or over > longest[person][1]:
            longest[person] = (begun, over, ended)
    return longest


def _deeds(
    within: Within, people: Mapping[int, Person], elsewhere: Mapping[str, int]
) -> Counter[str]:
    start, end = within.span
    handles = {person.handle for person in people.values()}
    deeds = Counter({k: n for k, n in elsewhere.items() if k in handles})
    shifts = Shift.objects.filter(
        person__in=people, starts_at__gte=start, starts_at__lt=end
    ).exclude(period__published_at=None)
    for pk, count in shifts.values_list("person").annotate(n=Count("pk")).order_by():
        deeds[people[pk].handle] += count
    cases = CaseMember.objects.filter(
        Q(until=None) | Q(until__gt=start), person__in=people, since__lt=end
    )
    for pk, count in cases.values_list("person").annotate(n=Count("pk")).order_by():
        deeds[people[pk].handle] += count
    talks = Session.objects.filter(by__in=handles, held_at__gte=start, held_at__lt=end)
    for handle, count in talks.values_list("by").annotate(n=Count("pk")).order_by():
        deeds[handle] += count
    return deeds


def _left(handles: list[str], zone: ZoneInfo) -> dict[str, date]:
    """Return the day on which accounts were closed, by handle."""
    closed = Entry.objects.filter(kind=people_kinds.CLOSED.name, subject__in=handles)
    rows = closed.values_list("subject", "at")
    return {handle: _day(at, zone) for handle, at in rows}


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _seen(within: Within, people: list[int]) -> dict[int, tuple[date, bool]]:
    """Return, by person, when she was last seen at work by then, and whether she passed."""
    rows = Observation.objects.filter(
        person__in=people, on__lte=within.period.last_day
    ).order_by("on", "made_at")
    return {
        person: (on, passed)
        for person, on, passed in rows.values_list("person", "on", "passed")
    }


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
