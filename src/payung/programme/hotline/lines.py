"""The numbers that people call: which there are, whose they are, what the pack says."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from payung.engines.dispatch import Priority
from payung.engines.packs import LineRules
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHerRole, NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of

from . import kinds
from .access import may_set_lines
from .models import Line


class NoSuchLine(NotHers):
    """No line of the country is open under this name."""


class LineThereAlready(CannotBe):
    """A line of this code is open."""


def lines_of(country: str) -> QuerySet[Line]:
    """Return the open lines of a country, the oldest first."""
    rows = Line.objects.filter(country=country, closed_at=None)
    return rows.select_related("team").order_by("pk")


def line_named(country: str, said: str) -> Line:
    """Return a line by its code or by what is dialled; raise NoSuchLine.

    A call is never lost for a wrong name: where the country has lines but none of this
    name, it is its first.
    """
    lines = lines_of(country)
    asked = lines.filter(Q(code=said) | Q(dialled=said)) if said else lines.none()
    line = asked.first() or lines.first()
    if line is None:
        raise NoSuchLine(said)
    return line


def rules_of(line: Line) -> LineRules:
    """Return what the country's folder says of a line; the plainest where nothing."""
    rules = pack_of(line.country).hotline.line(line.code)
    return rules or LineRules(
        code=line.code,
        label={},
        priority=Priority.B,
        rejects=False,
        danger_key="",
        menu=(),
    )


@transaction.atomic
def open_line(
    *, actor: Actor, code: str, dialled: str, team: Team, at: datetime
) -> Line:
    """Say that a line is open, what is dialled, and which team answers for it.

    Raise NotHerRole, or LineThereAlready.
    """
    if not may_set_lines(actor):
        raise NotHerRole(actor.handle)
    same = Q(code=code) | (Q(dialled=dialled) if dialled else Q())
    if lines_of(actor.country).filter(same).exists():
        raise LineThereAlready(
            _("A line of this name or number is open. Close it first."), field="code"
        )
    line, _new = Line.objects.update_or_create(
        country=actor.country,
        code=code,
        defaults={
            "dialled": dialled,
            "team": team,
            "opened_at": at,
            "closed_at": None,
        },
    )
    record(kinds.LINE_OPENED, actor=actor, subject=code, at=at)
    return line


@transaction.atomic
def close_line(*, actor: Actor, line: Line, at: datetime) -> Line:
    """Say that a line is no longer in use; raise NotHerRole."""
    if not may_set_lines(actor) or line.country != actor.country:
        raise NotHerRole(actor.handle)
    line.closed_at = at
    line.save(update_fields=["closed_at"])
    record(kinds.LINE_CLOSED, actor=actor, subject=line.code, at=at)
    return line
