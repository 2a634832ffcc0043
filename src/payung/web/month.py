"""The ways to what the programme does month by month, and what waits behind each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.programme.activities.queries import late
from payung.programme.advocacy.ledger import unlooked
from payung.programme.circles.mine import late_decisions
from payung.programme.learning.certificates import to_renew
from payung.programme.lessons.due import late_count
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of


MANY = 99


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A small way in: where it leads, its sign, its words, and how much waits there."""

    url: str
    sign: str
    title: str
    waits: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Whose month it is, and when it is looked at."""

    actor: Actor
    at: datetime

    @property
    def on(self) -> date:
        """Return the day by her country's wall clock."""
        return self.at.astimezone(pack_of(self.actor.country).zone()).date()


# What is past its day and waits for somebody of her teams, by the page that shows it.
WAITS: Mapping[str, Callable[[Asked], int]] = MappingProxyType(
    {
        "plan-late": lambda her: late(her.actor, at=her.at)[: MANY + 1].count(),
        "learning": lambda her: to_renew(her.actor, on=her.on)[: MANY + 1].count(),
        "circle-board": lambda her: late_decisions(her.actor, on=her.on)[
            : MANY + 1
        ].count(),
        "advocacy": lambda her: unlooked(her.actor, on=her.on)[: MANY + 1].count(),
        "lessons-in-hand": lambda her: late_count(her.actor, on=her.on, most=MANY + 1),
    }
)


def ways(actor: Actor, at: datetime, *, works: bool) -> tuple[Way, ...]:
    """Return the ways; for those who work, with what waits behind each."""
    promised = ("objectives", "overview", _("What we promised"))
    shelf = ("lessons", "page", _("The shelf"))
    if not works:
        return (_way(promised, 0), _way(shelf, 0))
    her = Asked(actor=actor, at=at)
    known = (
        ("plan", "day", _("Plan")),
        ("safe-spaces", "room", _("Rooms")),
        ("learning", "learn", _("Courses")),
        ("circles", "people", _("Circles")),
        ("outreach", "out", _("Visits")),
        ("advocacy", "call-out", _("Meetings with offices")),
        shelf,
        promised,
    )
    return tuple(_led(one, her) for one in known)


# Where the page that says what waits is another than the way in itself.
_SAID_ON = MappingProxyType(
    {"plan": "plan-late", "circles": "circle-board", "lessons": "lessons-in-hand"}
)


def _led(known: tuple[str, str, str], her: Asked) -> Way:
    name, sign, title = known
    said_on = _SAID_ON.get(name, name)
    count = WAITS[said_on](her) if said_on in WAITS else 0
    return _way((said_on if count else name, sign, title), count)


def _way(known: tuple[str, str, str], count: int) -> Way:
    name, sign, title = known
    waits = f"{MANY}+" if count > MANY else str(count) if count else ""
    return Way(url=reverse(name), sign=sign, title=title, waits=waits)
