"""Everything the page of one case shows, gathered with a handful of questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.clocks import Event, State, Status, Unit
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import unit_names
from payung.programme.reports.access import reports_of

from .clock_readings import Reading, read_clocks
from .clock_rows import area_of, facts_of
from .held_spans import HeldAt, places_of
from .models import (
    Arrest,
    Case,
    Happened,
    HeldKind,
    HeldSpan,
    Pause,
    Step,
    Task,
    TimelineEntry,
    Todo,
)
from .recipients import Recipient
from .stages import Outcome, Stage
from .words.files import kind_label
from .words.held import alarm_about, overdue_about, place_words, step_or_place
from .words.papers import paper_label
from .words.purposes import purpose_label
from .words.steps import confidence_label, pause_label, step_label
from .words.tracks import TRACKED, tracked_about


# Lines about a permission: what they are about is a purpose of the country's pack.
SAID = frozenset(
    {Happened.SAID_YES, Happened.SAID_NO, Happened.SAID_LATER, Happened.TOOK_BACK}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockCard:
    """A clock as its card shows it. `look` is "", "late" or "done".

    `said` stands where the time left would stand; `stopped` names what stopped it.
    """

    title: str
    reading: Reading
    look: str
    said: str
    stopped: str
    at_once: bool
    remarks: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceLine:
    """A place where she is or was held, in words; `row` is None where the arrest says it."""

    title: str
    place: HeldAt
    row: HeldSpan | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrestPart:
    """An arrest with its clocks, where she is and was, and the pauses that go on.

    `places` are in words, with the row that can be taken back, if there is one.
    """

    arrest: Arrest
    station: str
    zone: ZoneInfo
    running: tuple[ClockCard, ...]
    ended: tuple[ClockCard, ...]
    steps: tuple[tuple[str, Step], ...]
    going_on: tuple[Pause, ...]
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineLine:
    """A line of the timeline in words; `sealed` where somebody wrote something."""

    entry: TimelineEntry
    title: str
    sealed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskLine:
    """Something to do, in words."""

    task: Task
    title: str
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """The one thing that this page suggests now, and where it is done."""

    title: str
    second: str
    url_name: str


def arrests_of(case: Case, *, at: datetime) -> tuple[ArrestPart, ...]:
    """Return the arrests of a case, newest first, with their clocks read at `at`."""
    rows = case.arrests.order_by("-taken_at").prefetch_related(
        "steps", "pauses", "held"
    )
    return tuple(arrest_part(arrest, at=at) for arrest in rows.select_related("case"))


def arrest_part(arrest: Arrest, *, at: datetime) -> ArrestPart:
    """Return one arrest with its clocks."""
    country = arrest.case.country
    cards = [clock_card(one) for one in read_clocks(facts_of(arrest), at=at)]
    names = unit_names(country, get_language() or "en")
    return ArrestPart(
        arrest=arrest,
        station=names.get(arrest.station, arrest.station),
        zone=pack_of(country).zone(area_of(arrest) or None),
        running=tuple(card for card in cards if card.reading.stopped_at is None),
        ended=tuple(card for card in cards if card.reading.stopped_at is not None),
        steps=tuple(
            (step_label(Event(step.event)), step)
            for step in sorted(arrest.steps.all(), key=lambda step: step.at)
        ),
        going_on=tuple(one for one in arrest.pauses.all() if one.ended_at is None),
        places=_places(arrest, names),
    )


def _places(arrest: Arrest, names: Mapping[str, str]) -> tuple[PlaceLine, ...]:
    rows = {row.began_at: row for row in arrest.held.all()}
    return tuple(
        PlaceLine(title=place_words(one, names), place=one, row=rows.get(one.began_at))
        for one in places_of(arrest)
        if one.kind or one.station
    )


def zone_of(case: Case) -> ZoneInfo:
    """Return the zone in which the times of a case are told."""
    arrest = case.arrests.select_related("case").order_by("-taken_at").first()
    area = area_of(arrest) if arrest else case.area
    return pack_of(case.country).zone(area or None)


def timeline_of(case: Case) -> tuple[TimelineLine, ...]:
    """Return everything that happened, newest first."""
    entries = case.timeline.order_by("-at", "-written_at")
    return tuple(
        TimelineLine(entry=one, title=_what_happened(one), sealed=one.text is not None)
        for one in entries
    )


def tasks_of_case(case: Case, *, at: datetime) -> tuple[TaskLine, ...]:
    """Return what is still to be done here, overdue first."""
    rows = case.tasks.filter(done_at=None).select_related("assigned_to")
    return tuple(
        TaskLine(task=task, title=str(Todo(task.kind).label), late=task.due_at < at)
        for task in rows.order_by("due_at")
    )


def reports_in(actor: Actor, case: Case) -> tuple[tuple[str, bool], ...]:
    """Return the references of the linked reports, each with whether it is hers."""
    linked = list(case.linked.order_by("at").values_list("report", "report__reference"))
    hers = set(
        reports_of(actor)
        .filter(pk__in=[record for record, _reference in linked])
        .values_list("record", flat=True)
    )
    return tuple((reference, record in hers) for record, reference in linked)


def next_step(
    case: Case, arrests: tuple[ArrestPart, ...], tasks: tuple[TaskLine, ...]
) -> NextStep | None:
    """Return the one thing to do next; None where nothing is pressing."""
    stage = Stage(case.stage)
    for part in arrests:
        if part.going_on:
            return NextStep(
                title=_("Say when the journey ended"),
                second=_("The clock stands still until then."),
                url_name="case-pause",
            )
        if part.arrest.released_at is None and part.running:
            return NextStep(
                title=_("Write down what has happened since"),
                second=_("A lawyer came, the judge, the release: the clocks follow."),
                url_name="case-step",
            )
    if stage is Stage.NEW:
        return NextStep(
            title=_("Look at it, then say how it goes on"),
            second=_("Nobody has taken it in hand yet."),
            url_name="case-stage",
        )
    if stage in {Stage.OPEN, Stage.TRIAGE, Stage.REOPENED} and not tasks:
        return NextStep(
            title=_("Write down what comes next"),
            second=_("Who does what, and by when."),
            url_name="case-task",
        )
    return None


def clock_card(one: Reading) -> ClockCard:
    """Return a clock as its card shows it."""
    value = one.due.value
    language = get_language() or "en"
    label = one.clock.label
    return ClockCard(
        title=label.get(language) or label.get("en") or one.clock.id,
        reading=one,
        look=_look(one),
        said=_said(one),
        stopped=step_label(one.stopped_by) if one.stopped_by else "",
        at_once=value.unit is Unit.IMMEDIATE,
        remarks=_remarks(one),
        source=value.source,
    )


def _look(one: Reading) -> str:
    if one.stopped_at is not None:
        return "done"
    return "late" if one.state is State.OVER else ""


def _said(one: Reading) -> str:
    """Return what stands where the time left would stand, or nothing."""
    if one.in_time is True:
        return _("In time")
    if one.in_time is False:
        return _("Too late")
    if one.stopped_at is not None:
        return _("Done")
    if one.due.value.unit is Unit.IMMEDIATE:
        return _("At once")
    return "" if one.due.moment else _("No time is set")


def _remarks(one: Reading) -> tuple[str, ...]:
    value = one.due.value
    said = []
    if value.status is Status.TO_VERIFY:
        said.append(_("Whether this is in force is not known for sure."))
    if value.status is Status.STANDARD:
        said.append(_("A standard, not a law that binds the station."))
    if value.status is Status.PRACTICE:
        said.append(_("Usual practice, not a law."))
    said.append(_("How sure: %(sure)s.") % {"sure": confidence_label(value.confidence)})
    if not value.verified:
        said.append(_("Not verified by a lawyer."))
    return tuple(said)


def _what_happened(entry: TimelineEntry) -> str:
    kind = Happened(entry.kind)
    about = _about(kind, entry.about, entry.case.country)
    if not about:
        return str(kind.label)
    if kind is Happened.STEP:
        return about
    return _("%(what)s: %(about)s") % {"what": kind.label, "about": about}


def _about(kind: Happened, code: str, country: str) -> str:
    if not code:
        return ""
    words = {
        Happened.STAGE: lambda: str(Stage(code).label),
        Happened.CLOSED: lambda: str(Outcome(code).label),
        Happened.STEP: lambda: step_label(Event(code)),
        Happened.TAKEN_BACK: lambda: step_or_place(code),
        Happened.HELD: lambda: str(HeldKind(code).label),
        Happened.ALARM: lambda: alarm_about(country, code),
        Happened.OVERDUE: lambda: overdue_about(country, code),
        Happened.PAPER: lambda: paper_label(country, code),
        Happened.PAUSE: lambda: pause_label(code),
        Happened.FILE: lambda: kind_label(code),
        Happened.BUNDLE: lambda: str(Recipient(code).label),
        Happened.HANDED: lambda: str(Recipient(code).label),
        Happened.TASK: lambda: str(Todo(code).label),
        Happened.DONE: lambda: str(Todo(code).label),
    }
    if kind in TRACKED:
        return tracked_about(kind, code)
    if kind in SAID:
        return purpose_label(country, code)
    return words.get(kind, lambda: code)()
