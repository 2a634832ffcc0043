"""Answers: nested by question name, every leaf a text, repeats as lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


Answers = dict[str, Any]
INDEX = re.compile(r"\[\d+\]")
STEP = re.compile(r"^(?P<name>[^\[\]]+)(?:\[(?P<index>\d+)\])?$")
NAME = re.compile(r"\A[^\W\d][\w.-]{0,200}\Z")
MOST_ENTRIES = 10_000
DEEPEST = 20


class NotAPath(ValueError):
    """The text does not name a place in the answers."""


class NotAnswers(ValueError):
    """What came from outside is not shaped like answers; the message names the place."""


def checked(value: object, *, above: str = "") -> Answers:
    """Return what came from outside as answers; raise NotAnswers if it is not shaped so."""
    if not isinstance(value, dict):
        raise NotAnswers(f"{above or 'answers'}: not a group of answers")
    for name, inner in value.items():
        path = f"{above}/{name}" if above else str(name)
        if (
            not isinstance(name, str)
            or not NAME.match(name)
            or path.count("/") > DEEPEST
        ):
            raise NotAnswers(f"{above or 'answers'}: not the name of a question")
        if isinstance(inner, list):
            if len(inner) > MOST_ENTRIES:
                raise NotAnswers(f"{path}: too many entries")
            for entry in inner:
                checked(entry, above=path)
        elif isinstance(inner, dict):
            checked(inner, above=path)
        elif not isinstance(inner, str):
            raise NotAnswers(f"{path}: not a text")
    return value


def without_indexes(path: str) -> str:
    """Return `perp/ptype` for `perp[2]/ptype`."""
    return INDEX.sub("", path)


def leaves(answers: Answers, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield every answered leaf as (path, text), in order; entries count from 1."""
    for name, value in answers.items():
        path = f"{above}{name}"
        if isinstance(value, dict):
            yield from leaves(value, f"{path}/")
        elif isinstance(value, list):
            for number, entry in enumerate(value, start=1):
                yield from leaves(entry, f"{path}[{number}]/")
        elif value != "":
            yield path, value


def place(answers: Answers, path: str, value: str) -> None:
    """Put a text at a path, making the groups and entries on the way."""
    *groups, last = path.split("/")
    here = answers
    for step in groups:
        here = _inside(here, step)
    here[last] = value


def _inside(here: Answers, step: str) -> Answers:
    match = STEP.match(step)
    if match is None or int(match["index"] or 1) > MOST_ENTRIES:
        raise NotAPath(step)
    if match["index"] is None:
        inner: Answers = here.setdefault(match["name"], {})
        return inner
    entries: list[Answers] = here.setdefault(match["name"], [])
    while len(entries) < int(match["index"]):
        entries.append({})
    return entries[int(match["index"]) - 1]


def answer(answers: Answers, path: str) -> str:
    """Return the text at a path; empty when there is none."""
    here: Any = answers
    for step in path.split("/"):
        match = STEP.match(step)
        if match is None or not isinstance(here, dict):
            return ""
        here = here.get(match["name"], "")
        if isinstance(here, list):
            at = int(match["index"] or 1) - 1
            here = here[at] if 0 <= at < len(here) else ""
    return here if isinstance(here, str) else ""
