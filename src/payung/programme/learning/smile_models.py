"""How a course was: three skies and what to change, in counts and without anybody."""

from __future__ import annotations

import uuid

from django.db import models

from .codes import Entered, Sky, Wish
from .group_models import CourseGroup


class SmileSheet(models.Model):
    """One answer on a phone, or a heap of paper that was counted at once.

    Nothing of it says who: it has a day and no hour, no code and no number. `key` is the
    form; sent twice, it is stored once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True)
    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="smiles")
    entered = models.CharField(max_length=5, choices=Entered.choices)
    on = models.DateField()
    made_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)

    class Secrecy:
        plain = (
            "id",
            "key",
            "group",
            "entered",
            "on",
            "made_by",
            "withdrawn_at",
            "withdrawn_by",
        )

    def __str__(self) -> str:
        return f"skies of {self.group_id}"


class SmileCount(models.Model):
    """How many chose a sky or a wish in one sheet; `code` is the one or the other."""

    sheet = models.ForeignKey(SmileSheet, models.CASCADE, related_name="counts")
    code = models.CharField(max_length=8, choices=[*Sky.choices, *Wish.choices])
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "code"], name="learning_smile_once"
            )
        ]

    class Secrecy:
        coded = ("code", "count")
        plain = ("id", "sheet")

    def __str__(self) -> str:
        return f"{self.count} of {self.code}"


class SmileRound(models.Model):
    """A phone handed round for the skies, with nobody signed in on it.

    Of its token a digest is kept. `made_by` is who handed it over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField(db_index=True)
    made_by = models.CharField(max_length=40)

    class Secrecy:
        coded = ("digest",)
        plain = ("id", "group", "ends_at", "made_by")

    def __str__(self) -> str:
        return f"skies of {self.group_id} until {self.ends_at:%H:%M}"
