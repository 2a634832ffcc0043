"""What Today asks of dates at court."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.programme.cases.queries import ToDo
from payung.programme.people.actors import Actor

from .access import open_dates, own_dates


AHEAD = timedelta(days=7)


def coming_dates(actor: Actor, at: datetime, *, most: int = 10) -> tuple[ToDo, ...]:
    """Return her dates of the coming week, and those to which somebody is looked for.

    A date whose day is over stays, as late, until what became of it is written down.
    """
    hers = [going.hearing for going in own_dates(actor)]
    free = [row for row in open_dates(actor) if row.at > at]
    mine = [
        ToDo(
            title=_("Meeting"),
            second=_("You go"),
            when=row.at,
            url=reverse("dates"),
            kind="late" if row.at <= at else "",
        )
        for row in hers
        if row.at <= at + AHEAD
    ]
    asked = [
        ToDo(
            title=_("Meeting"),
            second=_("Somebody is looked for"),
            when=row.at,
            url=reverse("dates"),
            kind="soon",
        )
        for row in free
    ]
    return tuple(sorted([*mine, *asked], key=lambda line: line.when)[:most])
