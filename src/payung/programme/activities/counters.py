"""The counters of the page that says who came: groups as people say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .categories import UNSAID, Age, First, Gender, Setting, category
from .models import Activity


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter:
    """One counter: the name of its field and the ages it counts."""

    name: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterGroup:
    """The counters of one gender."""

    label: str
    counters: tuple[Counter, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """How many of a group came, in words."""

    words: str
    count: int


def groups(first: First) -> tuple[CounterGroup, ...]:
    """Return the counters of those who came for the first time, or of the others."""
    return tuple(
        CounterGroup(
            label=str(gender.label),
            counters=tuple(
                Counter(name=field_of(gender, age, first), label=str(age.label))
                for age in Age
            ),
        )
        for gender in Gender
    )


def field_of(gender: Gender, age: Age, first: First) -> str:
    """Return the name of the field of a counter."""
    return f"{gender.value}{age.value}{first.value}"


def all_fields() -> tuple[str, ...]:
    """Return the names of all counters."""
    return tuple(field_of(g, a, f) for f in First for g in Gender for a in Age)


def counted(numbers: Mapping[str, int], setting: str) -> dict[str, int]:
    """Return how many of each category, from what stands in the counters."""
    return {
        category(
            gender=name[0], age=name[1], setting=setting, first=name[2] == First.YES
        ): count
        for name, count in numbers.items()
        if count
    }


def standing(activity: Activity) -> tuple[dict[str, int], str]:
    """Return what the counters show for what was written down, and the one setting."""
    numbers: dict[str, int] = {}
    settings: dict[str, int] = {}
    heads = activity.came.filter(card=None, by_card=False)
    for letters, count in heads.values_list("category", "count"):
        name = f"{letters[0]}{letters[1]}{letters[3]}"
        numbers[name] = numbers.get(name, 0) + count
        settings[letters[2]] = settings.get(letters[2], 0) + count
    most = max(settings, key=lambda one: settings[one], default=Setting.NOT_SAID.value)
    return numbers, most


def in_words(rows: Iterable[tuple[str, int]]) -> tuple[Came, ...]:
    """Return categories and counts as people say them, the largest first."""
    ordered = sorted(rows, key=lambda row: (-row[1], row[0]))
    return tuple(Came(words=_said(letters), count=count) for letters, count in ordered)


def _said(letters: str) -> str:
    gender, age, setting, first = tuple(letters or UNSAID)
    said = [str(Gender(gender).label)]
    said += [str(Age(age).label)] if age != Age.NOT_SAID else []
    said += [str(Setting(setting).label)] if setting != Setting.NOT_SAID else []
    said += [str(First(first).label)] if first == First.YES else []
    return " · ".join(said)
