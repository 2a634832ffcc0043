"""What people did with their rights since a course: counts of a group, and nobody in them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from .codes import Right
from .group_models import CourseGroup


class UseSheet(models.Model):
    """How many were asked three months later, met the police, and used a right then.

    Nothing of it says who: it has a day and no hour. `totals_agreed`: they were told that
    totals reach others, and agreed. `key` is the form; sent twice, it is stored once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True)
    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="uses")
    on = models.DateField(db_index=True)
    asked = models.PositiveSmallIntegerField()
    met = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField()
    totals_agreed = models.BooleanField(default=False)
    made_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used__lte=F("met")) & Q(met__lte=F("asked")),
                name="learning_use_adds_up",
            )
        ]

    class Secrecy:
        coded = ("asked", "met", "used")
        plain = (
            *("id", "key", "group", "on", "totals_agreed", "made_by"),
            *("withdrawn_at", "withdrawn_by"),
        )

    def __str__(self) -> str:
        return f"rights used in {self.group_id}"


class UseCount(models.Model):
    """How many of one sheet used one right; somebody may have used several."""

    sheet = models.ForeignKey(UseSheet, models.CASCADE, related_name="counts")
    code = models.CharField(max_length=8, choices=Right.choices)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "code"], name="learning_use_once")
        ]

    class Secrecy:
        coded = ("code", "count")
        plain = ("id", "sheet")

    def __str__(self) -> str:
        return f"{self.count} of {self.code}"
