"""Every field a template may ask for, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Origin(StrEnum):
    """Who knows a field."""

    # Sealed under the key of a permission; unreadable once she takes that back.
    PERSON = "person"
    CASE = "case"
    # Typed on the page for this one paper and never kept.
    TYPED = "typed"
    PAPER = "paper"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field: its name, where it comes from, what it says.

    A list has `columns`, and a template goes through it with {% for %}.
    """

    name: str
    origin: Origin
    says: str
    columns: tuple[str, ...] = ()


def _all(origin: Origin, fields: Iterable[tuple[str, str]]) -> tuple[Field, ...]:
    return tuple(Field(name=name, origin=origin, says=says) for name, says in fields)


_PERSON = _all(
    Origin.PERSON,
    (
        ("full_name", "her name as her papers have it"),
        ("fathers_name", "the name of her father"),
        ("mothers_name", "the name of her mother"),
        ("date_of_birth", "when she was born"),
        ("address", "where she lives"),
        ("id_number", "the number of her identity paper"),
        ("phone", "her telephone"),
        ("statement", "what she states, in her own words"),
    ),
)
_CASE = _all(
    Origin.CASE,
    (
        ("case_reference", "our reference of the case"),
        (
            "station",
            "the station that took her, or that is concerned: for complaints",
        ),
        (
            "held_at",
            "where she is held now, or was last: the custodian that a court asks",
        ),
        ("area", "the area of the case"),
        ("taken_at", "when she was taken; the earliest moment if nobody knows exactly"),
        ("taken_at_latest", "the latest moment; empty if the moment is known exactly"),
        ("released_at", "when she was released; empty while she is held"),
        ("today", "the day on which the paper is made"),
        ("now", "the moment at which the paper is made"),
    ),
)
_CLOCK_COLUMNS = (
    "name",
    "limit",
    "hours",
    "days",
    "due",
    "due_latest",
    "done",
    "kept",
    "late",
    "unsure",
    "runs",
    "late_hours",
    "late_minutes",
    "binding",
    "suspended",
    "to_verify",
    "practice",
    "standard",
)
_LISTS = (
    Field(
        name="steps",
        origin=Origin.CASE,
        says="what happened since, oldest first",
        columns=("what", "when"),
    ),
    Field(
        name="pauses",
        origin=Origin.CASE,
        says="time that some limits do not count",
        columns=("what", "began_at", "ended_at"),
    ),
    Field(
        name="clocks",
        origin=Origin.CASE,
        says="every limit of the country's law that runs or ran from the arrest",
        columns=_CLOCK_COLUMNS,
    ),
    Field(
        name="breaches",
        origin=Origin.CASE,
        says="those of the limits that were passed for sure",
        columns=_CLOCK_COLUMNS,
    ),
)
_TYPED = _all(
    Origin.TYPED,
    (
        ("court", "the court, as it is to be addressed"),
        ("case_number", "the court's or the station's own number"),
        ("alleged_law", "the law that she is said to have broken"),
        ("attorney_name", "the name of the attorney"),
        ("attorney_number", "the attorney's number of enrolment"),
        ("attorney_address", "the attorney's address"),
        ("office", "the office that the paper goes to, where the pack names none"),
        ("office_address", "the address of that office"),
        ("officers", "who did it, as far as is known: name, badge, rank, look"),
        ("what_happened", "what happened, in the words of whoever writes"),
        ("grounds", "further grounds"),
        ("wanted", "what is asked for besides"),
        ("sureties", "who stands for her"),
        ("witnesses", "who saw it"),
        ("enclosures", "what is enclosed"),
        ("place", "where the paper is signed"),
    ),
)
_PAPER = _all(
    Origin.PAPER,
    (("draft_line", "that no lawyer has checked the template; empty once one has"),),
)

FIELDS: Mapping[str, Field] = MappingProxyType(
    {one.name: one for one in (*_PERSON, *_CASE, *_LISTS, *_TYPED, *_PAPER)}
)
