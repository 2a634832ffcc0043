"""A template of a pack, and whether it can be used at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from ._fields import FIELDS, Field
from ._fonts import refuse_no_font
from ._refusals import LacksDraftLine, SaysMoreThanFields, UnknownField
from ._tags import Use, uses_of


DRAFT_LINE = "draft_line"


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """A Word file of a pack: its path there, whose paper in which language, its bytes.

    `known` are the fields it may ask for.
    """

    file: str
    code: str
    language: str
    content: bytes = field(repr=False)
    known: Mapping[str, Field] = field(default_factory=lambda: FIELDS, repr=False)


def fields_of(template: Template) -> tuple[str, ...]:
    """Return what it asks for, in order and once: "station", "clocks", "clocks.due".

    Raises an UnfitTemplate where the file cannot be read or says more than fields.
    """
    uses = uses_of(template.file, template.content)
    return tuple(dict.fromkeys(use.name for use in uses))


def refuse_unknown(template: Template) -> None:
    """Raise UnknownField, with the nearest known one, for a field that is not known."""
    for use in uses_of(template.file, template.content):
        _refuse_use(template, use)


def refuse_unfit(template: Template) -> None:
    """Raise the UnfitTemplate that says why it cannot be used; return if it can."""
    refuse_unknown(template)
    if DRAFT_LINE not in fields_of(template):
        raise LacksDraftLine(
            template.file,
            DRAFT_LINE,
            "does not say whether a lawyer has checked it.",
            "Put {{ draft_line }} into the head of the page.",
        )
    refuse_no_font(template.file, template.language, template.content)


def _refuse_use(template: Template, use: Use) -> None:
    known = template.known.get(use.field)
    if known is None:
        raise _unknown(template, use, use.field, tuple(template.known))
    if use.column and use.column not in known.columns:
        raise _unknown(template, use, use.column, known.columns)
    if use.through and not known.columns:
        raise SaysMoreThanFields(
            template.file,
            use.name,
            "is one text, and the template goes through it as a list.",
            f"Write {{{{ {use.name} }}}}.",
        )
    if use.shown and known.columns and not use.column:
        raise SaysMoreThanFields(
            template.file,
            use.name,
            "is a list, and the template puts it into the text.",
            f"Write {{% for one in {use.name} %}} and {{{{ one.… }}}}.",
        )


def _unknown(
    template: Template, use: Use, word: str, known: tuple[str, ...]
) -> UnknownField:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    remedy = (
        f"Did you mean '{near[0]}'?"
        if near
        else f"Use one of: {', '.join(sorted(known))}."
        if known
        else "It has no parts: write its name alone."
    )
    return UnknownField(
        template.file, use.name, f"'{word}' is not a field of papers.", remedy
    )
