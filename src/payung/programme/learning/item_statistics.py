"""What the answers say of each question of a set: which translation needs another look."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from payung.engines.indicators import (
    Answered,
    BetweenLanguages,
    Harder,
    NotComputable,
    Ratio,
    between_languages,
    difficulty,
    discrimination,
)

from .models import Item, ItemBank, Response


# Below this a question does not tell who knows more: the usual rule of thumb.
TELLS_LITTLE = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemFacts:
    """One question: how many were right, how telling it is, which languages differ."""

    item: Item
    people: int
    right: Ratio | NotComputable
    tells: float | None
    languages: tuple[BetweenLanguages, ...]

    @property
    def suspicious(self) -> tuple[BetweenLanguages, ...]:
        """Return the languages in which it is much harder at equal score."""
        much = Harder.MUCH_HARDER
        return tuple(each for each in self.languages if each.verdict is much)

    @property
    def tells_little(self) -> bool:
        """Return whether being right here does not go with knowing the rest."""
        return self.tells is not None and self.tells < TELLS_LITTLE


def facts_of(bank: ItemBank) -> tuple[ItemFacts, ...]:
    """Return the facts of every question of a set, from all tests with it."""
    answers = _answers(bank)
    items = Item.objects.filter(bank=bank).order_by("number")
    return tuple(_facts(item, answers[item.pk]) for item in items)


def _facts(item: Item, answers: list[Answered]) -> ItemFacts:
    names = sorted({each.language for each in answers})
    compared = [between_languages(answers, name) for name in names]
    return ItemFacts(
        item=item,
        people=sum(each.people for each in answers),
        right=difficulty(answers),
        tells=discrimination(answers),
        languages=tuple(x for x in compared if isinstance(x, BetweenLanguages)),
    )


def _answers(bank: ItemBank) -> dict[int, list[Answered]]:
    rows = Response.objects.filter(assessment__bank=bank).values_list(
        "item", "assessment__language", "assessment__score", "right"
    )
    found: dict[int, list[Answered]] = defaultdict(list)
    for item, language, score, right, people in rows.annotate(n=Count("pk")).order_by():
        found[item].append(
            Answered(language=language, score=score, right=right, people=people)
        )
    return found
