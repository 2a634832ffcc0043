"""What is kept of counselling: her words in envelopes, codes and days in columns.

All of it hangs on the key of the case.
"""

from __future__ import annotations

import uuid

from django.db import models

from payung.programme.cases.models import Case, Task
from payung.programme.people.sealed_fields import SealedField

from .codes import (
    Choice,
    Dropped,
    DueKind,
    GoalState,
    Priority,
    Risk,
    Sent,
    Service,
    SessionKind,
)


class Counselling(models.Model):
    """That somebody is being counselled in a case, since when and by whom."""

    case = models.OneToOneField(
        Case, models.CASCADE, primary_key=True, related_name="counselling"
    )
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=40)

    class Secrecy:
        plain = ("case", "began_at", "began_by")

    def __str__(self) -> str:
        return f"counselling in {self.case_id}"


class Need(models.Model):
    """Something she needs, and by when it is to be seen to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="needs")
    service = models.CharField(max_length=16, choices=Service.choices)
    priority = models.CharField(max_length=4, choices=Priority.choices)
    text = SealedField(null=True)
    due_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Secrecy:
        sealed = ("text",)
        coded = ("service", "priority", "due_at")
        plain = ("id", "case", "at", "by")

    def __str__(self) -> str:
        return f"need in {self.case_id}"


class Option(models.Model):
    """Something that was explained to her: what, by whom and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="options")
    service = models.CharField(max_length=16, choices=Service.choices)
    text = SealedField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Secrecy:
        sealed = ("text",)
        coded = ("service",)
        plain = ("id", "case", "at", "by")

    def __str__(self) -> str:
        return f"option in {self.case_id}"


class Decision(models.Model):
    """What she decided about an option, in her words. A later one follows, none goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    option = models.ForeignKey(Option, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    choice = models.CharField(max_length=8, choices=Choice.choices)
    text = SealedField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["option", "number"], name="counselling_decision_numbered"
            )
        ]

    class Secrecy:
        sealed = ("text",)
        coded = ("choice",)
        plain = ("id", "option", "number", "at", "by")

    def __str__(self) -> str:
        return f"decision on {self.option_id}"


class Referral(models.Model):
    """How it stands with a need at one moment; the newest says how it stands now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, models.CASCADE, related_name="referrals")
    number = models.PositiveIntegerField()
    sent = models.CharField(max_length=12, choices=Sent.choices)
    text = SealedField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "number"], name="counselling_referral_numbered"
            )
        ]

    class Secrecy:
        sealed = ("text",)
        coded = ("sent",)
        plain = ("id", "need", "number", "at", "by")

    def __str__(self) -> str:
        return f"{self.sent} for {self.need_id}"


class Goal(models.Model):
    """One goal of the plan, with its day; done, or given up for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="goals")
    text = SealedField()
    due_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=GoalState.choices, default=GoalState.OPEN
    )
    dropped = models.CharField(max_length=12, choices=Dropped.choices, blank=True)
    why = SealedField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Secrecy:
        sealed = ("text", "why")
        coded = ("state", "dropped", "due_at")
        plain = ("id", "case", "at", "by", "ended_at", "ended_by")

    def __str__(self) -> str:
        return f"goal in {self.case_id}"


class Session(models.Model):
    """One talk with her: when, how, how long, and what was said, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="sessions")
    held_at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=SessionKind.choices)
    minutes = models.PositiveSmallIntegerField()
    text = SealedField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Secrecy:
        sealed = ("text",)
        coded = ("kind", "minutes", "held_at")
        plain = ("id", "case", "at", "by")

    def __str__(self) -> str:
        return f"session in {self.case_id}"


class RiskReview(models.Model):
    """How great the danger was at one moment, why, and when it is looked at again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="risk_reviews")
    level = models.CharField(max_length=8, choices=Risk.choices)
    text = SealedField(null=True)
    next_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["case", "at"])]

    class Secrecy:
        sealed = ("text",)
        coded = ("level", "next_at")
        plain = ("id", "case", "at", "by")

    def __str__(self) -> str:
        return f"review in {self.case_id}"


class Due(models.Model):
    """Something that comes due; a sweeper makes a task of it, once.

    `about` names the need or the goal it is for; for the others it is the case itself,
    so that a case never has two of a kind that are open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="dues")
    kind = models.CharField(max_length=8, choices=DueKind.choices)
    about = models.UUIDField()
    due_at = models.DateTimeField()
    task = models.OneToOneField(
        Task, models.SET_NULL, null=True, related_name="counselling_due"
    )
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "about"],
                condition=models.Q(done_at=None),
                name="counselling_due_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["done_at", "due_at"])]

    class Secrecy:
        coded = ("kind", "due_at")
        plain = ("id", "case", "about", "task", "done_at", "done_by")

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"


class SupervisorReview(models.Model):
    """That somebody who supervises has looked at the case before it is closed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="supervisor_reviews")
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Secrecy:
        plain = ("id", "case", "at", "by")

    def __str__(self) -> str:
        return f"review in {self.case_id}"


class ClosingCheck(models.Model):
    """What was checked when a case was closed, and by whom."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="closing_checks")
    safety_plan_reviewed = models.BooleanField()
    told_she_can_return = models.BooleanField()
    reviewed_by = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Secrecy:
        coded = ("safety_plan_reviewed", "told_she_can_return")
        plain = ("id", "case", "reviewed_by", "at", "by")

    def __str__(self) -> str:
        return f"closing of {self.case_id}"
