"""A group that takes a course together, its days, who is in it and who came."""

from __future__ import annotations

import uuid

from django.db import models

from payung.programme.activities.models import Activity, Card
from payung.programme.people.models import Team
from payung.programme.people.sealed_fields import SealedField

from .codes import Why
from .course_models import CourseVersion
from .item_models import ItemBank


class CourseGroup(models.Model):
    """People who take a course together, in one language.

    `pairing` is the sealed key under which codes they made themselves become digests:
    who takes the database away cannot try all short codes. `completed` is for groups
    that are counted by heads only: how many came to at least four of five days.
    `key` is the form it was made with: sent twice, it is stored once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, null=True)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="course_groups")
    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="groups")
    bank = models.ForeignKey(ItemBank, models.PROTECT, null=True, related_name="groups")
    language = models.CharField(max_length=5)
    site = models.CharField(max_length=40, blank=True)
    pairing = SealedField(null=True)
    completed = models.PositiveIntegerField(null=True)
    completed_on = models.DateField(null=True)
    # The first day of those on which they are asked again.
    follow_up_on = models.DateField(null=True, db_index=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["country", "version"])]

    class Secrecy:
        sealed = ("pairing",)
        coded = ("completed", "completed_on")
        plain = (
            "id",
            "key",
            "country",
            "team",
            "version",
            "bank",
            "language",
            "site",
            "follow_up_on",
            "made_at",
            "made_by",
        )

    def __str__(self) -> str:
        return f"group {self.pk}"


class TrainingSession(models.Model):
    """One day of a course for one group; when and whether it was held is its activity."""

    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="sessions")
    activity = models.OneToOneField(Activity, models.PROTECT, related_name="training")

    class Secrecy:
        plain = ("id", "group", "activity")

    def __str__(self) -> str:
        return f"{self.group_id} by {self.activity_id}"


class Enrolment(models.Model):
    """Somebody in a group: a number on a badge, and her card or her own code's digest.

    `completed_at` is set by rule: when she had come to four of five days. `papers` is how
    many certificates were given for it; which, is written nowhere. A row that was
    a mistake is not deleted: it counts no more from `withdrawn_at` on, its number is not
    given again, and card and code are free to come in rightly.
    """

    key = models.UUIDField(unique=True, null=True)
    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="enrolments")
    number = models.PositiveSmallIntegerField()
    card = models.ForeignKey(
        Card, models.SET_NULL, null=True, related_name="enrolments"
    )
    code = models.CharField(max_length=64, blank=True)
    category = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, db_index=True)
    papers = models.PositiveSmallIntegerField(default=0, db_default=0)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=8, choices=Why.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"], name="learning_number_once"
            ),
            models.UniqueConstraint(
                fields=["group", "card"],
                condition=models.Q(card__isnull=False, withdrawn_at=None),
                name="learning_card_once",
            ),
            models.UniqueConstraint(
                fields=["group", "code"],
                condition=~models.Q(code="") & models.Q(withdrawn_at=None),
                name="learning_code_once",
            ),
        ]

    class Secrecy:
        coded = ("card", "code", "category", "completed_at", "papers", "why")
        plain = (
            "id",
            "key",
            "group",
            "number",
            "made_at",
            "withdrawn_at",
            "withdrawn_by",
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.group_id}"


class Attendance(models.Model):
    """Somebody of the group came on this day."""

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="present")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="days")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrolment"], name="learning_came_once"
            )
        ]

    class Secrecy:
        coded = ("enrolment",)
        plain = ("id", "session")

    def __str__(self) -> str:
        return f"{self.enrolment_id} on {self.session_id}"
