"""Practices, whether one fits another place, and what became of those taken up."""

from __future__ import annotations

import uuid

from django.db import models

from .codes import AfterMonths, Danger, Stopped, Why
from .questions import QUESTIONS, VERDICTS


WITHDRAWING = ("withdrawn_at", "withdrawn_by", "why_withdrawn")


class Practice(models.Model):
    """A way of working that others can take up. Its core parts never change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2, db_index=True)
    lesson = models.ForeignKey(
        "lessons.Lesson", models.PROTECT, null=True, related_name="practices"
    )
    title = models.CharField(max_length=80)
    about = models.TextField(max_length=1000)
    described_at = models.DateTimeField()
    described_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Secrecy:
        plain = (
            *("id", "country", "lesson", "title", "about", "described_at"),
            *("described_by", *WITHDRAWING),
        )

    def __str__(self) -> str:
        return f"practice {self.pk}"


class CoreComponent(models.Model):
    """Something without which a practice is not that practice any more."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="core")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "number"], name="lessons_core_numbered"
            )
        ]

    class Secrecy:
        plain = ("id", "practice", "number", "words")

    def __str__(self) -> str:
        return f"part {self.number} of {self.practice_id}"


class ReplicationAssessment(models.Model):
    """Whether a practice fits a place: planned for a day, then answered by a rule.

    `area` is "" for the whole country, never smaller than a district. What the answers
    come to is stored when all are given; a danger solved later is asked anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="assessments")
    country = models.CharField(max_length=2, db_index=True)
    area = models.CharField(max_length=24, blank=True)
    due_on = models.DateField(db_index=True)
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=40)
    # Whether the page that asks for dangers was answered: none is an answer, too.
    dangers_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.CharField(max_length=40, blank=True)
    # By the answers alone, as if no danger were open.
    verdict = models.CharField(max_length=24, choices=VERDICTS, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Secrecy:
        plain = (
            *("id", "practice", "country", "area", "due_on", "planned_at"),
            *("planned_by", "dangers_at", "completed_at", "completed_by", "verdict"),
            *WITHDRAWING,
        )

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class PracticeAnswer(models.Model):
    """One question of an assessment: 0 to 4, and a few words why."""

    assessment = models.ForeignKey(
        ReplicationAssessment, models.CASCADE, related_name="answers"
    )
    question = models.CharField(max_length=12, choices=QUESTIONS)
    score = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "question"], name="lessons_one_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(score__lte=4), name="lessons_nought_to_four"
            ),
        ]

    class Secrecy:
        plain = ("id", "assessment", "question", "score", "because", "at", "by")

    def __str__(self) -> str:
        return f"{self.question} of {self.assessment_id}"


class SafetyBlocker(models.Model):
    """A danger that somebody named, and since when it is solved."""

    assessment = models.ForeignKey(
        ReplicationAssessment, models.CASCADE, related_name="blockers"
    )
    kind = models.CharField(max_length=10, choices=Danger.choices)
    found_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    solved_by = models.CharField(max_length=40, blank=True)
    how = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "kind"], name="lessons_danger_once"
            )
        ]

    class Secrecy:
        plain = (
            "id",
            "assessment",
            "kind",
            "found_at",
            "solved_at",
            "solved_by",
            "how",
        )

    def __str__(self) -> str:
        return f"{self.kind} at {self.assessment_id}"


class Adoption(models.Model):
    """A practice as a place takes it up: plan, owner, start, and when one looks again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(
        ReplicationAssessment, models.PROTECT, related_name="adoptions"
    )
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="adoptions")
    country = models.CharField(max_length=2, db_index=True)
    area = models.CharField(max_length=24, blank=True)
    plan = models.TextField(max_length=1000)
    # A handle.
    owner = models.CharField(max_length=40)
    started_on = models.DateField(db_index=True)
    six_months_on = models.DateField(db_index=True)
    twelve_months_on = models.DateField(db_index=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Secrecy:
        plain = (
            *("id", "assessment", "practice", "country", "area", "plan", "owner"),
            *("started_on", "six_months_on", "twelve_months_on", "made_at"),
            *("made_by", *WITHDRAWING),
        )

    def __str__(self) -> str:
        return f"adoption {self.pk}"


class AdoptionReview(models.Model):
    """What was there after six or twelve months; `on` is the day somebody looked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="reviews")
    months = models.PositiveSmallIntegerField(choices=AfterMonths.choices)
    on = models.DateField()
    adaptations = models.TextField(max_length=1000, blank=True)
    runs = models.BooleanField()
    origin_staff = models.BooleanField()
    stopped = models.CharField(max_length=12, choices=Stopped.choices, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why_withdrawn = models.CharField(max_length=10, choices=Why.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adoption", "months"],
                condition=models.Q(withdrawn_at=None),
                name="lessons_one_look_at_each_time",
            )
        ]

    class Secrecy:
        plain = (
            *("id", "adoption", "months", "on", "adaptations", "runs"),
            *("origin_staff", "stopped", "made_at", "made_by", *WITHDRAWING),
        )

    def __str__(self) -> str:
        return f"review of {self.adoption_id}"


class SeenComponent(models.Model):
    """Whether one core part was there when somebody looked."""

    review = models.ForeignKey(AdoptionReview, models.CASCADE, related_name="seen")
    component = models.ForeignKey(CoreComponent, models.PROTECT, related_name="+")
    present = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "component"], name="lessons_part_seen_once"
            )
        ]

    class Secrecy:
        plain = ("id", "review", "component", "present")

    def __str__(self) -> str:
        return f"{self.component_id} at {self.review_id}"
