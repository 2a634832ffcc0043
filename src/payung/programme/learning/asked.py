"""A question as it is put: words, picture and sound of it and of its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import reverse

from .material import DRAWINGS
from .models import Item, ItemAudio, ItemPicture, ItemText


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """The question itself, or one answer: `number` is 0 for the question."""

    number: int
    text: str
    picture: str
    sound: str
    reviewed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question with its answers, ready to be shown in a language."""

    item: Item
    question: Part
    answers: tuple[Part, ...]


def asked_in(items: Sequence[Item], language: str) -> list[Asked]:
    """Return questions in a language; where words are missing there, in another."""
    keys = [item.pk for item in items]
    texts = _texts(ItemText.objects.filter(item__in=keys), language)
    pictures = {
        (row.item_id, row.option_id): _address(row)
        for row in ItemPicture.objects.filter(item__in=keys).defer("content")
    }
    heard = ItemAudio.objects.filter(item__in=keys, language=language)
    sounds = {
        (row.item_id, row.option_id): reverse("learning-sound", args=[row.pk])
        for row in heard.defer("content")
    }

    def part(item: int, option: int | None, number: int) -> Part:
        text, reviewed = texts.get((item, option), ("", False))
        return Part(
            number=number,
            text=text,
            picture=pictures.get((item, option), ""),
            sound=sounds.get((item, option), ""),
            reviewed=reviewed,
        )

    return [
        Asked(
            item=item,
            question=part(item.pk, None, 0),
            answers=tuple(
                part(item.pk, option.pk, option.number)
                for option in sorted(item.options.all(), key=lambda o: o.number)
            ),
        )
        for item in items
    ]


def drawing_address(name: str) -> str:
    """Return where one of our drawings lies."""
    return static(f"{DRAWINGS}/{name}.svg")


def languages_of(items: QuerySet[Item]) -> list[str]:
    """Return the languages in which there are words for questions."""
    rows = ItemText.objects.filter(item__in=items, option=None)
    return sorted(set(rows.values_list("language", flat=True)))


def _texts(
    rows: QuerySet[ItemText], language: str
) -> dict[tuple[int, int | None], tuple[str, bool]]:
    found: dict[tuple[int, int | None], tuple[str, bool]] = {}
    # English before the rest, the wanted language before all.
    rank = {language: 2, "en": 1}
    for row in sorted(rows, key=lambda row: rank.get(row.language, 0)):
        found[row.item_id, row.option_id] = (row.text, row.reviewed)
    return found


def _address(picture: ItemPicture) -> str:
    if picture.drawing:
        return drawing_address(picture.drawing)
    return reverse("learning-picture", args=[picture.pk])
