"""What Today, the board and the case page ask of cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .access import cases_of
from .models import Case, CaseClock, Task, Todo
from .stages import AT_REST


SOON = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningClock:
    """A clock that runs: which, of which case, until when. `kind` is late, soon or ""."""

    reference: str
    clock: str
    title: str
    runs_out_at: datetime
    left: timedelta
    stands: bool
    status: str
    station: str
    kind: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ToDo:
    """A line of Today: what, about which case, when, where it leads, late or not."""

    title: str
    second: str
    when: datetime
    url: str
    kind: str


def at_work(actor: Actor) -> QuerySet[Case]:
    """Return her cases that somebody still works on."""
    return cases_of(actor).exclude(stage__in=AT_REST)


def clocks_running(
    actor: Actor, *, at: datetime, most: int = 20
) -> tuple[RunningClock, ...]:
    """Return the clocks of her cases that run, those that run out next in front."""
    rows = (
        CaseClock.objects.filter(
            arrest__case__in=at_work(actor), stopped_at=None, arrest__released_at=None
        )
        .exclude(runs_out_at=None)
        .select_related("arrest__case")
        .order_by("runs_out_at", "id")[:most]
    )
    running = [_running(row, actor, at) for row in rows]
    return tuple(sorted(running, key=lambda one: one.runs_out_at))


def run_out(at: datetime) -> QuerySet[CaseClock]:
    """Return every clock that has run out and was not stopped, for the sweeper."""
    return CaseClock.objects.filter(
        stopped_at=None, stands_since=None, runs_out_at__lte=at
    )


def tasks_of(actor: Actor) -> QuerySet[Task]:
    """Return what is to be done by her or by anyone, overdue first."""
    hers = Q(assigned_to=actor.person_id) | Q(assigned_to=None)
    open_ones = Task.objects.filter(hers, case__in=at_work(actor), done_at=None)
    return open_ones.select_related("case", "assigned_to").order_by("due_at", "id")


def todo(actor: Actor, at: datetime, *, most: int = 10) -> tuple[ToDo, ...]:
    """Return her clocks that are nearly out and her tasks, the most urgent first."""
    clocks = [
        ToDo(
            title=one.title,
            second=one.reference,
            when=one.runs_out_at,
            url=one.url,
            kind=one.kind,
        )
        for one in clocks_running(actor, at=at, most=most)
    ]
    tasks = [_task_line(task, at) for task in tasks_of(actor)[:most]]
    lines = sorted(clocks + tasks, key=lambda one: one.when)
    return tuple(lines[:most])


def overdue(cases: QuerySet[Case], at: datetime) -> QuerySet[Case]:
    """Return those of the cases where a task or a clock of somebody held is late."""
    late_tasks = Task.objects.filter(done_at=None, due_at__lt=at).values("case")
    late_clocks = run_out(at).filter(
        arrest__released_at=None,
        # "At once" is due from its first minute; only a person can call it late.
        runs_out_at__gt=F("started_at"),
    )
    return cases.filter(
        Q(pk__in=late_tasks) | Q(pk__in=late_clocks.values("arrest__case"))
    ).exclude(stage__in=AT_REST)


def _running(row: CaseClock, actor: Actor, at: datetime) -> RunningClock:
    case = row.arrest.case
    runs_out_at = runs_out(row, at)
    left = runs_out_at - at
    return RunningClock(
        reference=case.reference,
        clock=row.clock,
        title=clock_label(case.country, row.clock),
        runs_out_at=runs_out_at,
        left=left,
        stands=row.stands_since is not None,
        status=row.status,
        station=case.station,
        kind=_urgency(row, left),
        url=reverse("case", args=[case.reference]),
    )


def runs_out(row: CaseClock, at: datetime) -> datetime:
    """Return when a stored clock runs out as far as is known at that moment."""
    assert row.runs_out_at is not None  # noqa: S101 (the queries leave those out)
    since = row.stands_since
    # A pause that begins after time is up cannot give time back.
    if since is None or since >= row.runs_out_at:
        return row.runs_out_at
    return row.runs_out_at + max(at - since, timedelta(0))


def clock_label(country: str, clock: str) -> str:
    """Return what a clock is called in the language of the page."""
    known = {one.id: one.label for one in pack_of(country).clocks}
    label = known.get(clock, {})
    return label.get(get_language() or "en") or label.get("en") or clock


def _urgency(row: CaseClock, left: timedelta) -> str:
    if row.runs_out_at == row.started_at:
        return "soon"
    if left < timedelta(0):
        return "late"
    return "soon" if left < SOON else ""


def _task_line(task: Task, at: datetime) -> ToDo:
    return ToDo(
        title=str(Todo(task.kind).label),
        second=_("%(case)s, for %(who)s")
        % {"case": task.case.reference, "who": task.assigned_to or _("anyone")},
        when=task.due_at,
        url=reverse("case", args=[task.case.reference]),
        kind="late" if task.due_at < at else "",
    )
