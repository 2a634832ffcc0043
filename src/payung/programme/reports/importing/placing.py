"""Where each answer of an outsider goes: what is not the code it should be is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from payung.engines.forms import (
    Answers,
    Coding,
    CodingRow,
    Keep,
    UnreadableAnswer,
    facts_from,
    leaves,
    place,
    split,
    without_indexes,
)
from payung.programme.reports.arriving import LiesOpen, check_coded
from payung.programme.reports.intake import UnknownForm
from payung.programme.reports.published import Published, crosswalks


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A form as this one report needs it; `locked` are answers that were no codes."""

    form: Published
    coding: Coding
    locked: tuple[str, ...]


def placed(answers: Answers, form: Published, *, country: str) -> Placed:
    """Return the form with every answer sealed that cannot lie open; refuse nothing.

    An area typed by hand in a collecting app may be a street, or a name. It is not
    lost and not shown: it goes to the sealed details.
    """
    coding = form.form.coding
    if coding is None:
        raise UnknownForm(form.form.id)
    coded = split(answers, coding).coded
    wrong = (*_no_codes(coded, form, country), *_below_nought(coded, form, coding))
    locked = list(dict.fromkeys(wrong))
    now = _sealing(form, coding, locked)
    while path := _unreadable(answers, now.coding):
        locked.append(path)
        now = _sealing(form, coding, locked)
    return now


def _no_codes(coded: Answers, form: Published, country: str) -> Iterator[str]:
    for path, text in leaves(coded):
        alone: Answers = {}
        place(alone, path, text)
        try:
            check_coded(alone, form, country=country)
        except LiesOpen:
            yield without_indexes(path)


def _below_nought(coded: Answers, form: Published, coding: Coding) -> Iterator[str]:
    """Yield counts of people or times that are less than none: no fact can be so."""
    for path, text in leaves(coded):
        bare = without_indexes(path)
        row, node = coding.row_for(bare), form.nodes.get(bare)
        is_count = node is not None and node["type"] == "integer"
        if row and row.becomes and is_count and text.startswith("-"):
            yield bare


def _unreadable(answers: Answers, coding: Coding) -> str:
    try:
        facts_from(split(answers, coding).coded, coding, crosswalks())
    except UnreadableAnswer as why:
        return without_indexes(why.path)
    return ""


def _sealing(form: Published, coding: Coding, paths: list[str]) -> Placed:
    if not paths:
        return Placed(form=form, coding=coding, locked=())
    rows = tuple(
        CodingRow(question=path, keep=Keep.DETAILS, becomes="", note="", row=0)
        for path in paths
    )
    # A row for a whole path stands before the row for a name, a later one before all.
    changed = Coding(rows=(*coding.rows, *rows))
    keep = {**form.keep, **dict.fromkeys(paths, str(Keep.DETAILS))}
    altered = replace(form, form=replace(form.form, coding=changed), keep=keep)
    return Placed(form=altered, coding=changed, locked=tuple(paths))
