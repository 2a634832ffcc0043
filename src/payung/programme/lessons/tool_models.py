"""Tools that a country shares, where another one used them, and how useful they were."""

from __future__ import annotations

import uuid

from django.db import models

from .codes import Licence, ToolKind, Why


WITHDRAWING = ("withdrawn_at", "withdrawn_by", "why_withdrawn")


class Tool(models.Model):
    """What can be used elsewhere: its version, its terms, and where it is.

    Another version is another tool: what was said of one says nothing of the next.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2, db_index=True)
    kind = models.CharField(max_length=10, choices=ToolKind.choices)
    title = models.CharField(max_length=120)
    version = models.CharField(max_length=20)
    about = models.TextField(max_length=1000)
    licence = models.CharField(max_length=10, choices=Licence.choices)
    # Codes of languages.
    languages = models.JSONField(default=list)
    where = models.CharField(max_length=300)
    shared_at = models.DateTimeField(db_index=True)
    shared_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Secrecy:
        plain = (
            *("id", "country", "kind", "title", "version", "about", "licence"),
            *("languages", "where", "shared_at", "shared_by", *WITHDRAWING),
        )

    def __str__(self) -> str:
        return f"tool {self.pk}"


class ToolUse(models.Model):
    """That a team of another country used a tool, for what, and what shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="uses")
    country = models.CharField(max_length=2)
    # Which of her teams; only that country reads its name.
    team = models.UUIDField()
    used_on = models.DateField()
    used_for = models.CharField(max_length=300)
    evidence = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Secrecy:
        plain = (
            *("id", "tool", "country", "team", "used_on", "used_for", "evidence"),
            *("made_at", "made_by", *WITHDRAWING),
        )

    def __str__(self) -> str:
        return f"use of {self.tool_id}"


class ToolRating(models.Model):
    """How useful a tool was to a team that used it: 1 to 5, and why. One per team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="ratings")
    use = models.ForeignKey(ToolUse, models.PROTECT, related_name="ratings")
    country = models.CharField(max_length=2)
    team = models.UUIDField()
    stars = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    rated_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tool", "team"],
                condition=models.Q(withdrawn_at=None),
                name="lessons_one_rating_per_team",
            ),
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5),
                name="lessons_one_to_five",
            ),
        ]

    class Secrecy:
        coded = ("stars",)
        plain = (
            *("id", "tool", "use", "country", "team", "reason", "rated_at"),
            *("made_by", *WITHDRAWING),
        )

    def __str__(self) -> str:
        return f"rating of {self.tool_id}"
