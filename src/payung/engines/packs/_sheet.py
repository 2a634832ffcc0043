"""A table of a TOML file, read key by key, with every mistake written down."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ._mistakes import Mistakes, did_you_mean


Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(slots=True)
class Sheet:
    """One table: asks for keys by kind; `finish` reports the keys nobody asked for."""

    file: str
    at: str
    content: dict[str, Any]
    mistakes: Mistakes
    languages: tuple[str, ...] = ()
    asked: set[str] = field(default_factory=set)

    def say(self, key: str, sentence: str, remedy: str) -> None:
        """Write a mistake about one key of this table down."""
        self.mistakes.add(self.file, self._path(key), sentence, remedy)

    def has(self, key: str) -> bool:
        """Return whether the key is there."""
        self.asked.add(key)
        return key in self.content

    def text(self, key: str) -> str:
        """Return a text that must be there and say something."""
        value = self._wanted(key, str, "a text in quotes", 'Write it as key = "text".')
        if value == "" and key in self.content:
            self.say(key, "is empty.", "Write it out.")
        return value or ""

    def optional_text(self, key: str) -> str:
        """Return a text, or "" where there is none."""
        return self.text_or_empty(key) if self.has(key) else ""

    def text_or_empty(self, key: str) -> str:
        """Return a text that must be there and may be empty."""
        value = self._wanted(key, str, "a text in quotes", 'Write it as key = "text".')
        return value or ""

    def number(self, key: str, *, least: int = 0) -> int:
        """Return a whole number that must be there, not below `least`."""
        value = self._wanted(key, int, "a whole number", "Write digits, no quotes.")
        if value is not None and value < least:
            self.say(key, f"is {value}.", f"It must be at least {least}.")
        return least if value is None else int(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        if not self.has(key):
            return default
        value = self._wanted(key, bool, "true or false", "Write true or false.")
        return default if value is None else bool(value)

    def day(self, key: str) -> date | None:
        """Return a date, or None where there is none."""
        if not self.has(key):
            return None
        value = self.content[key]
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.say(
            key,
            f"is {value!r}, which is not a day.",
            "Write a day without quotes and without an hour, such as 2026-01-02.",
        )
        return None

    def local_moment(self, key: str) -> datetime | None:
        """Return a local date and time; its zone is named apart."""
        value: datetime | None = self._wanted(
            key, datetime, "a date with a time", "Write it as 2026-11-21T22:10:00."
        )
        if value is not None and value.utcoffset() is not None:
            self.say(
                key,
                "carries its own offset from UTC.",
                "Write the local time alone; the zone is the country's.",
            )
            return None
        return value

    def choice(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        """Return one word of a fixed list."""
        word = self.text(key)
        try:
            return kind(word)
        except ValueError:
            if word:
                self.say(key, f"'{word}' is not known.", did_you_mean(word, list(kind)))
            return default

    def word(self, key: str, known: Collection[str]) -> str:
        """Return a text that must be one of those known."""
        word = self.text(key)
        if word and word not in known:
            self.say(key, f"'{word}' is not known.", did_you_mean(word, known))
        return word

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where there is none."""
        if not self.has(key):
            return ()
        value = self.content[key]
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            self.say(key, "is not a list of texts.", 'Write it as ["a", "b"].')
            return ()
        return tuple(value)

    def label(self, key: str) -> Mapping[str, str]:
        """Return a text in every language of the pack."""
        value = self._wanted(
            key,
            dict,
            "a label",
            'Write it as { en = "...", ... }, one text a language.',
        )
        words = value or {}
        if value is not None:
            self._check_label(key, words)
        return MappingProxyType({k: v for k, v in words.items() if isinstance(v, str)})

    def table(self, key: str) -> Sheet:
        """Return a table inside this one, empty (and a mistake) where there is none."""
        value = self._wanted(key, dict, "a table", f"Begin it with [{key}].")
        return self._inside(key, value or {})

    def optional_table(self, key: str) -> Sheet | None:
        """Return a table inside this one, or None."""
        return self.table(key) if self.has(key) else None

    def tables(self, key: str) -> list[Sheet]:
        """Return the tables of a list, named by their code, id or place in it."""
        if not self.has(key):
            return []
        value = self.content[key]
        if not isinstance(value, list) or not all(isinstance(x, dict) for x in value):
            self.say(key, "is not a list of tables.", f"Begin each with [[{key}]].")
            return []
        return [
            self._inside(f"{key}[{_called(table, number)}]", table)
            for number, table in enumerate(value, start=1)
        ]

    def finish(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.content.keys() - self.asked:
            self.say(key, "is not a key of this file.", did_you_mean(key, self.asked))

    def _inside(self, key: str, content: dict[str, Any]) -> Sheet:
        return Sheet(self.file, self._path(key), content, self.mistakes, self.languages)

    def _path(self, key: str) -> str:
        return f"{self.at}.{key}" if self.at else key

    def _wanted(self, key: str, kind: type, words: str, remedy: str) -> Any:
        self.asked.add(key)
        if key not in self.content:
            # The path of a folder's missing file was already reported once.
            self.say(key, "is missing.", f"Add {words}.")
            return None
        value = self.content[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.say(key, f"is {value!r}, which is not {words}.", remedy)
            return None
        return value

    def _check_label(self, key: str, words: dict[str, Any]) -> None:
        for language in self.languages:
            if not isinstance(words.get(language), str) or not words[language].strip():
                self.say(
                    f"{key}.{language}",
                    f"the text in '{language}' is missing.",
                    f'Add {language} = "..."; a first translation may be rough.',
                )
        for language in words.keys() - set(self.languages):
            self.say(
                f"{key}.{language}",
                f"'{language}' is not a language of this pack.",
                did_you_mean(language, self.languages),
            )


def _called(table: dict[str, Any], number: int) -> str:
    for key in ("id", "code", "number", "name"):
        if isinstance(table.get(key), str):
            return str(table[key])
    return str(number)


def open_sheet(
    folder: Path, file: str, mistakes: Mistakes, languages: tuple[str, ...] = ()
) -> Sheet | None:
    """Return the whole file as a table, or None after writing down what is wrong."""
    try:
        content = tomllib.loads((folder / file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        mistakes.add(
            file, "-", "the file is missing.", "Copy it from countries/xx and fill it."
        )
    except UnicodeDecodeError:
        mistakes.add(file, "-", "is not UTF-8 text.", "Save it again as UTF-8.")
    except tomllib.TOMLDecodeError as problem:
        mistakes.add(
            file, "-", f"cannot be read: {problem}.", "Mend that line and check again."
        )
    else:
        return Sheet(file, "", content, mistakes, languages)
    return None


def refuse_doubles(sheet: Sheet, key: str, codes: list[str]) -> None:
    """Write down every code that stands twice."""
    for code in sorted({code for code in codes if code and codes.count(code) > 1}):
        sheet.say(
            f"{key}[{code}]",
            f"'{code}' stands {codes.count(code)} times.",
            "Give each its own.",
        )
