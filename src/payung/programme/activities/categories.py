"""The kinds of people that are counted when nobody is named: four short lists.

A category is written as four letters, one of each list: "f2sn" is a woman of 25 to 34
who works in the street and has come before. Under eighteen is never counted here.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    """Gender as she says it."""

    FEMALE = "f", _("Woman")
    MALE = "m", _("Man")
    TRANS = "t", _("Trans person")
    OTHER = "o", _("Other")
    NOT_SAID = "n", _("Not said")


class Age(models.TextChoices):
    """Age in bands."""

    YOUNG = "1", _("18 to 24")
    MIDDLE = "2", _("25 to 34")
    OLDER = "3", _("35 and over")
    NOT_SAID = "n", _("Not said")


class Setting(models.TextChoices):
    """Where she mostly works."""

    STREET = "s", _("Street")
    VENUE = "v", _("Venue")
    ONLINE = "i", _("Online")
    HOME = "h", _("At home")
    NOT_SAID = "n", _("Not said")


class First(models.TextChoices):
    """Whether she is here for the first time."""

    YES = "y", _("For the first time")
    NO = "n", _("Has come before")


# Somebody of whom nothing is known but that she came.
UNSAID = "nnnn"


def category(
    *,
    gender: str = Gender.NOT_SAID,
    age: str = Age.NOT_SAID,
    setting: str = Setting.NOT_SAID,
    first: bool = False,
) -> str:
    """Return the four letters of a category."""
    new = First.YES if first else First.NO
    return f"{Gender(gender)}{Age(age)}{Setting(setting)}{new}"


def is_category(letters: str) -> bool:
    """Return whether four letters are a category."""
    lists = (Gender, Age, Setting, First)
    return len(letters) == len(lists) and all(
        letter in known.values for letter, known in zip(letters, lists, strict=True)
    )
