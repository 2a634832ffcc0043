"""Two go, never one: the check that every way to plan a visit passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from payung.programme.activities.taking_up import WHICHEVER_FITS, Wish
from payung.programme.people.models import Person, Team

from .access import workers_of
from .codes import Purpose
from .models import Venue
from .refusals import NotOfTheTeam, OneAlone


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """The two who go."""

    first: Person
    second: Person


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVisit:
    """A visit as it is planned: where, when, which two, why."""

    venue: Venue
    starts_at: datetime
    ends_at: datetime
    pair: Pair
    purpose: Purpose = Purpose.REGULAR
    # Where it stands on the plan already.
    wish: Wish = WHICHEVER_FITS


def check_pair(pair: Pair, *, team: Team) -> None:
    """Raise OneAlone for one person twice, NotOfTheTeam for a stranger."""
    if pair.first.pk == pair.second.pk:
        raise OneAlone(
            _("Nobody goes alone. Choose a second person to go with her."),
            field="second",
        )
    there = set(workers_of(team).values_list("pk", flat=True))
    for field, person in (("first", pair.first), ("second", pair.second)):
        if person.pk not in there:
            raise NotOfTheTeam(
                _("%(who)s is not one of this team who go out. Choose somebody else.")
                % {"who": person.handle},
                field=field,
            )
