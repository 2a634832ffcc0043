"""A place with a sketch and a warning, an approved plan and its visit."""

from __future__ import annotations

import io
from datetime import timedelta

from django.conf import settings
from PIL import Image

from payung.gateways.vault import FolderVault
from payung.programme.outreach.codes import AlertKind, VenueKind
from payung.programme.outreach.models import OutreachVisit
from payung.programme.outreach.pairs import NewVisit, Pair
from payung.programme.outreach.planning import approve_plan, begin_plan, plan_visit
from payung.programme.outreach.venues import About, add_sketch, add_venue, warn
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from tests.access.one_case import OneCase
from tests.cast import THEN


HOUR = timedelta(hours=1)


def one_place(team: Team, actor: Actor) -> OneCase:
    """Write a place down, plan one visit of two, and approve the plan."""
    about = About(kind=VenueKind.BAR, name="An invented bar")
    venue = add_venue(actor=actor, team=team, about=about, at=THEN)
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    add_sketch(
        actor=actor,
        venue=venue,
        content=drawn.getvalue(),
        name="",
        vault=FolderVault(settings.VAULT),
        at=THEN,
    )
    alert = warn(
        actor=actor,
        venue=venue,
        kind=AlertKind.CRACKDOWN,
        words="An invented warning",
        expires_at=THEN + HOUR,
        at=THEN,
    )
    plan = begin_plan(actor=actor, team=team, month=THEN.date(), at=THEN)
    pair = Pair(
        first=Person.objects.get(handle="sunita"),
        second=Person.objects.get(handle="maya"),
    )
    new = NewVisit(
        venue=venue, starts_at=THEN + HOUR, ends_at=THEN + 2 * HOUR, pair=pair
    )
    planned = plan_visit(actor=actor, plan=plan, new=new, at=THEN)
    approve_plan(actor=actor, plan=plan, at=THEN)
    visit = {"visit_id": OutreachVisit.objects.get().pk}
    place: dict[str, object] = {"code": venue.code}
    places = (
        "venue",
        "change",
        "size",
        "alert",
        "sketch",
        "sketch-get",
        "close",
        "reopen",
    )
    visits = ("taps", "counts", "in", "out", "help", "not-held", "move", "held", "back")
    return OneCase(
        arguments={
            **{one if one == "venue" else f"venue-{one}": place for one in places},
            "venue-show": place | {"part": "name"},
            "venue-alert-show": place | {"alert_id": alert.pk},
            "venue-alert-back": place | {"alert_id": alert.pk},
            "micro-plan": {"plan_id": plan.pk},
            "micro-plan-approve": {"plan_id": plan.pk},
            "planned-visit": {"planned_id": planned.pk},
            "planned-visit-out": {"planned_id": planned.pk},
            "visit": dict(visit),
            **{f"visit-{one}": dict(visit) for one in visits},
        },
        posts={
            "outreach-move": {
                "shift": f"visit:{visit['visit_id']}",
                "day": THEN.date().isoformat(),
            },
            "micro-plan-begin": {"team": str(team.pk), "month": "2026-12-01"},
        },
    )
