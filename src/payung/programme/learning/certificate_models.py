"""Certificates that end, and what was seen of somebody at work."""

from __future__ import annotations

import uuid

from django.db import models

from payung.programme.people.models import Person, Team

from .course_models import ChecklistLine, CourseVersion


class Certificate(models.Model):
    """That somebody completed a course, until a day. Her name stands on paper only.

    Of one of ours `person` is kept, because she is asked for again and counted as
    certified. Of everybody else nothing is kept but the course, the team and the day: a
    paper that is found on somebody leads to no group, no number and no test.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, null=True)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="certificates")
    version = models.ForeignKey(
        CourseVersion, models.PROTECT, related_name="certificates"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="certificates"
    )
    valid_from = models.DateField()
    valid_to = models.DateField()
    # Given back, withdrawn, or she left: from this day on it holds no longer.
    ended_on = models.DateField(null=True)
    # When somebody should think of renewing it; empty when that was done.
    remind_on = models.DateField(null=True, db_index=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["country", "valid_to"])]

    class Secrecy:
        plain = (
            "id",
            "key",
            "country",
            "team",
            "version",
            "person",
            "valid_from",
            "valid_to",
            "ended_on",
            "remind_on",
            "made_at",
            "made_by",
        )

    def __str__(self) -> str:
        return f"certificate to {self.valid_to}"


class CertificateCopy(models.Model):
    """One printed copy: the keyed digest of the token in its square of dots."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="copies")
    digest = models.CharField(max_length=64, unique=True)
    printed_at = models.DateTimeField()

    class Secrecy:
        coded = ("digest",)
        plain = ("id", "certificate", "printed_at")

    def __str__(self) -> str:
        return f"copy of {self.certificate_id}"


class Observation(models.Model):
    """One of ours was seen at work; passed when every critical line was met."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, null=True)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="observations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="observations")
    version = models.ForeignKey(
        CourseVersion, models.PROTECT, related_name="observations"
    )
    on = models.DateField()
    passed = models.BooleanField()
    # When she should be seen again.
    again_on = models.DateField(db_index=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["country", "on"])]

    class Secrecy:
        coded = ("passed",)
        plain = (
            "id",
            "key",
            "country",
            "team",
            "person",
            "version",
            "on",
            "again_on",
            "made_at",
            "made_by",
        )

    def __str__(self) -> str:
        return f"observation on {self.on}"


class ObservationMark(models.Model):
    """Whether one line of the checklist was met."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="marks")
    line = models.ForeignKey(ChecklistLine, models.PROTECT, related_name="marks")
    met = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "line"], name="learning_mark_once"
            )
        ]

    class Secrecy:
        coded = ("met",)
        plain = ("id", "observation", "line")

    def __str__(self) -> str:
        return f"{self.line_id} in {self.observation_id}"
