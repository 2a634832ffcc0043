"""Read the reference sheets, or say of every mistake which file, row and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ._sheets import (
    LANGUAGES,
    Counted,
    Direction,
    Frequency,
    Level,
    Measure,
    Objective,
    ReleaseClass,
    Sheet,
    Unit,
)


Word = TypeVar("Word", bound=StrEnum)

_KEYS = frozenset(Sheet.__dataclass_fields__) - {"objective", "reviewed"}
_REVIEWED = {"reviewed": True, "unreviewed": False}
_DIVIDED = (Measure.SHARE, Measure.RATE, Measure.MEAN)
_HOMES = ("indicators.", "dispatch.")


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class SheetMistake:
    """One thing to mend: the file, the sheet in it, what is wrong, what to do."""

    file: str
    row: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        """Return it on one line."""
        return f"{self.file}: {self.row}: {self.sentence} {self.remedy}"


class SheetsHaveMistakes(ValueError):
    """The sheets cannot be used as they are; `mistakes` says what to mend."""

    def __init__(self, mistakes: tuple[SheetMistake, ...]) -> None:
        """Keep the mistakes, and list them in the message."""
        self.mistakes = mistakes
        lines = "\n".join(f"  {mistake}" for mistake in mistakes)
        super().__init__(
            f"The reference sheets have {len(mistakes)} mistakes:\n{lines}"
        )


def sheets(folder: Path) -> Mapping[str, Sheet]:
    """Return the sheets of every .toml file of a folder, by code, in their order.

    Raise SheetsHaveMistakes with every mistake of every file, not only the first.
    """
    mistakes: list[SheetMistake] = []
    found: dict[str, Sheet] = {}
    files = sorted(folder.glob("*.toml"))
    if not files:
        mistakes.append(_of(folder.name, "-", "has no sheets.", "Name the folder."))
    for file in files:
        for sheet in _of_file(file, mistakes):
            if sheet.code in found:
                remedy = "Give each its own code, or take one out."
                mistakes.append(_of(file.name, sheet.code, "stands twice.", remedy))
            found[sheet.code] = sheet
    if mistakes:
        raise SheetsHaveMistakes(tuple(sorted(mistakes)))
    return MappingProxyType(found)


@dataclass(slots=True)
class _Row:
    """One sheet as it is written; asks for its keys and writes mistakes down."""

    file: str
    row: str
    content: dict[str, Any]
    mistakes: list[SheetMistake] = field(default_factory=list)

    def say(self, sentence: str, remedy: str) -> None:
        self.mistakes.append(_of(self.file, self.row, sentence, remedy))

    def text(self, key: str) -> str:
        value = self.content.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.say(f"“{key}” says nothing.", f'Write {key} = "…".')
        return ""

    def optional(self, key: str) -> str:
        return self.text(key) if key in self.content else ""

    def word(self, key: str, words: type[Word]) -> Word:
        value = self.content.get(key)
        known = [str(each) for each in words]
        if value in known:
            return words(value)
        near = get_close_matches(str(value), known, n=1)
        remedy = (
            f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(known)}."
        )
        self.say(f"“{key}” is {value!r}.", remedy)
        return next(iter(words))

    def version(self) -> int:
        value = self.content.get("version")
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.say(f"“version” is {value!r}.", "Write a whole number from 1.")
        return 1

    def words(self, key: str) -> tuple[str, ...]:
        value = self.content.get(key)
        if isinstance(value, list) and value and all(_says(each) for each in value):
            return tuple(value)
        self.say(f"“{key}” is no list of words.", f'Write {key} = ["…", "…"].')
        return ()

    def name(self) -> Mapping[str, str]:
        value = self.content.get("name")
        told = value if isinstance(value, dict) else {}
        for language in LANGUAGES:
            if not _says(told.get(language)):
                self.say(
                    f"“name” has no {language}.", f'Write {language} = "…" into it.'
                )
        for language in sorted(set(told) - set(LANGUAGES)):
            self.say(f"“name” has {language}.", f"Use {', '.join(LANGUAGES)}.")
        return MappingProxyType({k: told.get(k, "") for k in LANGUAGES})


def _of_file(file: Path, mistakes: list[SheetMistake]) -> Iterator[Sheet]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        remedy = "Mend the line; a text stands in quotes."
        mistakes.append(_of(file.name, "-", f"cannot be read: {problem}.", remedy))
        return
    head = _Row(file.name, "-", content, mistakes)
    objective = head.word("objective", Objective)
    reviewed = _reviewed(head)
    rows = content.get("sheets")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        head.say("has no sheets.", "Begin each with [[sheets]].")
        return
    for number, row in enumerate(rows, start=1):
        written = row.get("code")
        label = written if _says(written) else f"sheet {number}"
        yield _sheet(_Row(file.name, str(label), row, mistakes), objective, reviewed)


def _reviewed(head: _Row) -> bool:
    said = head.content.get("translations")
    if isinstance(said, str) and said in _REVIEWED:
        return _REVIEWED[said]
    head.say(f"“translations” is {said!r}.", "Write reviewed or unreviewed.")
    return False


def _sheet(row: _Row, objective: Objective, reviewed: bool) -> Sheet:
    for key in sorted(set(row.content) - _KEYS):
        near = get_close_matches(key, _KEYS, n=1)
        remedy = f"Did you mean “{near[0]}”?" if near else "Take it out."
        row.say(f"nobody asks for “{key}”.", remedy)
    sheet = Sheet(
        code=row.text("code"),
        version=row.version(),
        objective=objective,
        level=row.word("level", Level),
        name=row.name(),
        definition=row.text("definition"),
        numerator=row.text("numerator"),
        denominator=row.optional("denominator"),
        by=row.words("by"),
        counted=row.word("counted", Counted),
        measure=row.word("measure", Measure),
        unit=row.word("unit", Unit),
        direction=row.word("direction", Direction),
        frequency=row.word("frequency", Frequency),
        standard=row.text("standard"),
        release=row.word("release", ReleaseClass),
        limits=row.text("limits"),
        rules=row.words("rules"),
        reviewed=reviewed,
    )
    _check(row, sheet)
    return sheet


def _check(row: _Row, sheet: Sheet) -> None:
    if sheet.measure in _DIVIDED and not sheet.denominator:
        row.say(f"a {sheet.measure} is over something.", "Write its denominator.")
    for rule in sheet.rules:
        if not rule.startswith(_HOMES):
            row.say(
                f"the rule “{rule}” has no home.", "Write indicators.… or dispatch.…."
            )


def _says(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _of(file: str, row: str, sentence: str, remedy: str) -> SheetMistake:
    return SheetMistake(file=file, row=row, sentence=sentence, remedy=remedy)
