"""Who is on call: shifts, overrides, leave, and a list that is never empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ._spans import Span, joined, within, without


class Duty(StrEnum):
    """What somebody is on call for."""

    HOTLINE = "hotline"
    BACKUP = "backup"
    ATTORNEY = "attorney"
    ATTORNEY_BACKUP = "attorney_backup"


class NoLastResort(ValueError):
    """A roster must name a coordinator and a regional officer, whatever happens."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shift:
    """A person, a duty, and when."""

    person: str
    duty: Duty
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Leave:
    """When somebody is not there, whatever shifts say."""

    person: str
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Roster:
    """Shifts, overrides and leave of one country.

    An override takes the duty for its span from everybody the shifts name; a later one
    in the tuple wins over an earlier one. Leave takes a person out of both, so it may
    open a gap: that is what the gap report is for. Raise NoLastResort where coordinator
    or regional officer is not named.
    """

    shifts: tuple[Shift, ...]
    coordinator: str
    regional: str
    overrides: tuple[Shift, ...] = ()
    leave: tuple[Leave, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a roster that could have nobody at all."""
        if not (self.coordinator and self.regional):
            raise NoLastResort("Name a coordinator and a regional officer.")


def duties(roster: Roster, duty: Duty) -> tuple[Shift, ...]:
    """Return who really has this duty when: shifts, overrides and leave resolved."""
    layered = _layered(roster, duty)
    away = {
        person: [leave.span for leave in roster.leave if leave.person == person]
        for person in {shift.person for shift in layered}
    }
    return tuple(
        Shift(person=shift.person, duty=duty, span=span)
        for shift in layered
        for span in without([shift.span], away[shift.person])
    )


def _layered(roster: Roster, duty: Duty) -> list[Shift]:
    found = [shift for shift in roster.shifts if shift.duty is duty]
    for override in roster.overrides:
        if override.duty is duty:
            found = [
                Shift(person=shift.person, duty=duty, span=span)
                for shift in found
                for span in without([shift.span], [override.span])
            ]
            found.append(override)
    return sorted(found, key=lambda shift: (shift.span, shift.person))


def covered(roster: Roster, duty: Duty) -> tuple[Span, ...]:
    """Return when at least one person has this duty."""
    return joined(shift.span for shift in duties(roster, duty))


def gaps(roster: Roster, duty: Duty, promised: Span) -> tuple[Span, ...]:
    """Return the exact stretches of the promised time in which nobody has the duty."""
    return without([promised], within(covered(roster, duty), promised))


BACKUP_OF = {Duty.HOTLINE: Duty.BACKUP, Duty.ATTORNEY: Duty.ATTORNEY_BACKUP}


def on_duty(roster: Roster, duty: Duty, at: datetime) -> tuple[str, ...]:
    """Return who is asked at this moment, in order; never an empty list.

    Those on shift, those on its backup, the coordinator, the regional officer.
    """
    named = [
        shift.person
        for each in (duty, BACKUP_OF.get(duty))
        if each is not None
        for shift in duties(roster, each)
        if shift.span.holds(at)
    ]
    return tuple(dict.fromkeys([*named, roster.coordinator, roster.regional]))
