"""A room with hours and a broken rule, for the access table."""

from __future__ import annotations

from datetime import date, time

from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.safe_spaces.codes import Broken, Done
from payung.programme.safe_spaces.incidents import NewIncident, write_incident
from payung.programme.safe_spaces.sites import Hours, NewSite, add_hours, open_site
from tests.access.one_case import OneCase
from tests.cast import THEN


NAMES = (
    "space",
    "change",
    "reopen",
    "end",
    "where",
    "hours",
    "cards",
    "card-new",
    "rules",
)
DOORS = ("door", "door-taps", "door-counts")


def one_room(team: Team, actor: Actor) -> OneCase:
    """Open a room, say when it is open, and write down a broken rule."""
    since = date(2026, 1, 1)
    new = NewSite(
        team=team, code="blue", name="Blue room", opened_on=since, address="A lane"
    )
    site = open_site(actor=actor, new=new, at=THEN)
    hours = Hours(rule="FREQ=DAILY", opens=time(10), closes=time(18), first=since)
    rule = add_hours(actor=actor, site=site, hours=hours, at=THEN)
    told = NewIncident(
        day=THEN.date(), broken=Broken.QUARREL, done=Done.SPOKE, words="Invented"
    )
    incident = write_incident(actor=actor, site=site, new=told, at=THEN)
    one: dict[str, object] = {"code": site.code}
    return OneCase(
        arguments={
            **{f"safe-{name}": one for name in NAMES},
            **dict.fromkeys(DOORS, one),
            "safe-hours-end": one | {"rule_id": rule.pk},
            "safe-day": one | {"day": "2026-11-20"},
            "safe-day-counts": one | {"day": "2026-11-20"},
            "safe-card-file": one | {"kind": "pdf"},
            "safe-rule-show": one | {"incident": incident.pk},
        },
        posts={"safe-card-file": {"code": "A"}},
    )
