"""Lessons: what a country learned, checked by a second person, and what it led to.

What is published can be read in all countries of the installation: it is plain text
and names nobody. Nothing here is sealed.
"""

from __future__ import annotations

import uuid

from django.db import models

from .codes import Aim, Line, State, Why


WITHDRAWING = ("withdrawn_at", "withdrawn_by", "why_withdrawn")


class Lesson(models.Model):
    """What others can learn from a country; `checked_by` is never `made_by`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2, db_index=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    aim = models.CharField(max_length=1, choices=Aim.choices)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    problem = models.TextField(max_length=2000)
    change = models.TextField(max_length=2000)
    cost = models.TextField(max_length=1000)
    risks = models.TextField(max_length=1000)
    not_to_copy = models.TextField(max_length=1000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    sent_back = models.TextField(max_length=500, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=40, blank=True)
    published_at = models.DateTimeField(null=True, db_index=True)
    published_by = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked_by="")
                | ~models.Q(checked_by=models.F("made_by")),
                name="lessons_checked_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at=None)
                | models.Q(checked_at__isnull=False),
                name="lessons_checked_before_published",
            ),
        ]

    class Secrecy:
        plain = (
            *("id", "country", "state", "aim", "language", "title", "problem"),
            *("change", "cost", "risks", "not_to_copy", "made_at", "made_by"),
            *("sent_back", "checked_at", "checked_by", "published_at"),
            *("published_by", *WITHDRAWING),
        )

    def __str__(self) -> str:
        return f"lesson {self.pk}"


class LessonEvidence(models.Model):
    """A number of the objectives on which a lesson rests: its code and its period.

    The objectives stand above: they are not pointed at, and say themselves what it was.
    """

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="evidence")
    indicator = models.CharField(max_length=24)
    period = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "indicator", "period"], name="lessons_evidence_once"
            )
        ]

    class Secrecy:
        plain = ("id", "lesson", "indicator", "period")

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


class CheckedLine(models.Model):
    """One line of the list as the second person confirmed it."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="confirmed")
    line = models.CharField(max_length=10, choices=Line.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "line"], name="lessons_line_confirmed_once"
            )
        ]

    class Secrecy:
        plain = ("id", "lesson", "line", "at", "by")

    def __str__(self) -> str:
        return f"{self.line} of {self.lesson_id}"


class LessonLink(models.Model):
    """That a lesson led to a decision in another country.

    `decision` is one of a circle there, where it was chosen from those written down;
    circles stand beside, and their words are sealed. `words` are typed for all to read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="links")
    country = models.CharField(max_length=2)
    decision = models.UUIDField(null=True)
    decided_on = models.DateField()
    words = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "decision"],
                condition=models.Q(withdrawn_at=None),
                name="lessons_one_link_per_decision",
            )
        ]

    class Secrecy:
        plain = (
            *("id", "lesson", "country", "decision", "decided_on", "words"),
            *("made_at", "made_by", *WITHDRAWING),
        )

    def __str__(self) -> str:
        return f"link of {self.lesson_id}"


# Django asks this module for all models of the app.
from .practice_models import (  # noqa: E402
    Adoption,
    AdoptionReview,
    CoreComponent,
    Practice,
    PracticeAnswer,
    ReplicationAssessment,
    SafetyBlocker,
    SeenComponent,
)
from .tool_models import Tool, ToolRating, ToolUse  # noqa: E402


__all__ = [
    "Adoption",
    "AdoptionReview",
    "CheckedLine",
    "CoreComponent",
    "Lesson",
    "LessonEvidence",
    "LessonLink",
    "Practice",
    "PracticeAnswer",
    "ReplicationAssessment",
    "SafetyBlocker",
    "SeenComponent",
    "Tool",
    "ToolRating",
    "ToolUse",
]
