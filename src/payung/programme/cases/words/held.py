"""The words of the timeline for places, for what was told, and for what is overdue."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from payung.engines.clocks import Event
from payung.programme.cases.held_models import HeldKind
from payung.programme.cases.held_spans import HeldAt
from payung.programme.cases.queries import clock_label

from .steps import pause_label, step_label


def step_or_place(code: str) -> str:
    """Return what was taken back: a place where she was not, or a step."""
    if code in HeldKind.values:
        return str(HeldKind(code).label)
    return step_label(Event(code))


def place_words(place: HeldAt, names: Mapping[str, str]) -> str:
    """Return a place in words: the station's own name, and what kind of place it is."""
    name = names.get(place.station, place.station)
    kind = str(HeldKind(place.kind).label) if place.kind else ""
    if name and kind:
        return _("%(name)s (%(kind)s)") % {"name": name, "kind": kind}
    return name or kind


def alarm_label(kind: str) -> str:
    """Return what an alarm of the custody board says."""
    return {
        "paralegal": _("an hour, and nobody of ours is with her"),
        "attorney": _("three hours, and no lawyer has it"),
        "soon": _("six hours are left"),
        "over": _("the time is up"),
        "nobody_leads": _("somebody has to go to a date, and nobody leads the search"),
        "stands": _("it goes on for more than six hours, and the clock stands still"),
    }.get(kind, kind)


def alarm_about(country: str, code: str) -> str:
    """Return an alarm in words; `code` is its kind, and after a colon its clock."""
    kind, _colon, clock = code.partition(":")
    said = alarm_label(kind)
    if not clock:
        return said
    # A clock that stands still is told of by the stretch that goes on.
    name = pause_label(clock) if kind == "stands" else clock_label(country, clock)
    return _("%(clock)s: %(said)s") % {"clock": name, "said": said}


def overdue_about(country: str, code: str) -> str:
    """Return what became of a draft in words: "drafted", and after a colon the clock."""
    what, _colon, clock = code.partition(":")
    said = {
        "drafted": _("a draft waits for somebody who looks at it"),
        "confirmed": _("written into a note"),
        "aside": _("set aside"),
        "withdrawn": _("withdrawn, because the times were corrected"),
        "doubtful": _("written into a note, and the times now say otherwise"),
    }.get(what, what)
    return _("%(clock)s: %(said)s") % {
        "clock": clock_label(country, clock),
        "said": said,
    }
