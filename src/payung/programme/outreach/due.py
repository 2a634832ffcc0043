"""Which places are due, as the database knows them, and why in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.programme.activities.models import State
from payung.programme.people.actors import Actor
from payung.programme.places.days import day_of

from .access import venues_of
from .codes import AlertKind
from .models import Venue
from .planning import zone_of
from .ranking import Due, Reach, rank
from .sizes import with_size


# Violence of this long ago still makes a visit more urgent.
LATELY = timedelta(days=90)


@dataclass(frozen=True, kw_only=True, slots=True)
class DueVenue:
    """A place on the list, with its reasons as sentences."""

    venue: Venue
    due: Due
    reasons: tuple[str, ...]

    @property
    def late(self) -> bool:
        """Return whether the promise is broken."""
        return self.due.late_by > 0


def due_list(actor: Actor, *, at: datetime) -> tuple[DueVenue, ...]:
    """Return her teams' places, the most urgent first."""
    venues = {venue.code: venue for venue in _known(actor, at)}
    on = day_of(actor.country, at)
    reaches = [_reach(venue, at) for venue in venues.values()]
    return tuple(
        DueVenue(venue=venues[due.reach.code], due=due, reasons=reasons_of(due))
        for due in rank(reaches, on=on)
    )


def reasons_of(due: Due) -> tuple[str, ...]:
    """Return why a place stands where it does, one sentence for each cause."""
    reach = due.reach
    said = [_since(due), _promised(reach.interval_days)]
    if reach.people is None:
        said.append(_("Nobody has estimated how many are there."))
    else:
        said.append(
            ngettext(
                "About %(n)s person there.", "About %(n)s people there.", reach.people
            )
            % {"n": reach.people}
        )
    if reach.violence:
        said.append(
            ngettext(
                "Harm was heard of %(n)s time in three months.",
                "Harm was heard of %(n)s times in three months.",
                reach.violence,
            )
            % {"n": reach.violence}
        )
    return tuple(said)


def _since(due: Due) -> str:
    if due.reach.visited_on is None:
        return ngettext(
            "Not visited yet, known for %(n)s day.",
            "Not visited yet, known for %(n)s days.",
            due.days,
        ) % {"n": due.days}
    return ngettext(
        "Last visited %(n)s day ago.", "Last visited %(n)s days ago.", due.days
    ) % {"n": due.days}


def _promised(days: int) -> str:
    return ngettext("Promised every day.", "Promised every %(n)s days.", days) % {
        "n": days
    }


def _known(actor: Actor, at: datetime) -> list[Venue]:
    since = at - LATELY
    held = Q(visits__activity__state=State.HELD)
    rows = with_size(venues_of(actor).filter(closed_at=None), on=at.date()).annotate(
        last_visit=Max("visits__in_at", filter=held),
        heard=Count(
            "visits",
            distinct=True,
            filter=held & Q(visits__violence=True, visits__in_at__gt=since),
        ),
        warned=Count(
            "alerts",
            distinct=True,
            filter=Q(
                alerts__kind=AlertKind.VIOLENT_CLIENT,
                alerts__made_at__gt=since,
                alerts__taken_back_by="",
            ),
        ),
    )
    return list(rows)


def _reach(venue: Venue, at: datetime) -> Reach:
    zone = zone_of(venue)
    last: datetime | None = venue.last_visit  # type: ignore[attr-defined]
    return Reach(
        code=venue.code,
        known_since=_day(venue.known_at, zone),
        visited_on=_day(last, zone) if last else None,
        interval_days=venue.interval_days,
        people=venue.point,  # type: ignore[attr-defined]
        violence=venue.heard + venue.warned,  # type: ignore[attr-defined]
    )


def _day(moment: datetime, zone: object) -> date:
    return moment.astimezone(zone).date()  # type: ignore[arg-type]
