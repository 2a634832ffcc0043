"""Meetings with the lawyer: questions asked, answered or carried on, and the cards.

A question is a record of its own: it goes on from meeting to meeting.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from payung.programme.activities.models import Activity
from payung.programme.people.models import Team
from payung.programme.people.sealed_fields import SealedField

from .codes import Subject, Sure


class LawyerMeeting(models.Model):
    """One meeting with the lawyer at a safe space; when it was held: its activity."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField(
        Activity, models.PROTECT, related_name="lawyer_meeting"
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="lawyer_meetings")
    country = models.CharField(max_length=2)
    site = models.CharField(max_length=40, blank=True)
    planned_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Secrecy:
        plain = (
            *("id", "activity", "team", "country", "site", "planned_on"),
            *("made_at", "made_by"),
        )

    def __str__(self) -> str:
        return f"lawyer meeting {self.pk}"


class MeetingSubject(models.Model):
    """What was talked about at a meeting with the lawyer."""

    meeting = models.ForeignKey(LawyerMeeting, models.CASCADE, related_name="subjects")
    subject = models.CharField(max_length=10, choices=Subject.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "subject"], name="circles_subject_once"
            )
        ]

    class Secrecy:
        coded = ("subject",)
        plain = ("id", "meeting")

    def __str__(self) -> str:
        return self.subject


class LegalQuestion(models.Model):
    """A question to the lawyer; without an answer it is on every next agenda."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="legal_questions")
    country = models.CharField(max_length=2)
    site = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    text = SealedField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    answer = SealedField(null=True)
    answered_in = models.ForeignKey(
        LawyerMeeting, models.PROTECT, null=True, related_name="answered"
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)
    corrected_at = models.DateTimeField(null=True)
    corrected_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["team", "site", "answered_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_in=None)
                | Q(answered_at__isnull=False, answered_in__isnull=False),
                name="circles_answered_in_a_meeting",
            )
        ]

    class Secrecy:
        sealed = ("text", "answer")
        coded = ("subject",)
        plain = (
            *("id", "team", "country", "site", "asked_at", "asked_by"),
            *("answered_in", "answered_at", "answered_by"),
            *("corrected_at", "corrected_by"),
        )

    def __str__(self) -> str:
        return f"question {self.pk}"


class KnowYourRightsCard(models.Model):
    """An answer that an attorney approved for everybody; never changed, only followed.

    `follows` is the version before. Until `approved_at` nobody but the team reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    question = models.ForeignKey(
        LegalQuestion, models.SET_NULL, null=True, related_name="cards"
    )
    version = models.PositiveIntegerField(default=1)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="followed_by"
    )
    language = models.CharField(max_length=5)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6, choices=Sure.choices)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=40, blank=True)

    class Secrecy:
        plain = (
            *("id", "country", "subject", "question", "version", "follows"),
            *("language", "source", "confidence", "made_at", "made_by"),
            *("approved_at", "approved_by"),
        )

    def __str__(self) -> str:
        return f"card {self.pk} version {self.version}"


class CardText(models.Model):
    """A card in one language; a translation is unreviewed until a person says so."""

    card = models.ForeignKey(KnowYourRightsCard, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["card", "language"], name="circles_card_once_a_language"
            )
        ]

    class Secrecy:
        plain = (
            *("id", "card", "language", "title", "body", "written_at", "written_by"),
            *("reviewed_at", "reviewed_by"),
        )

    def __str__(self) -> str:
        return f"{self.card_id} in {self.language}"
