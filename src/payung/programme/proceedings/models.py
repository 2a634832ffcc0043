"""What a proceeding is kept in: codes and moments in columns, words in envelopes."""

from __future__ import annotations

import uuid

from django.db import models

from payung.engines.proceedings import Body, ReminderKind, Track
from payung.programme.cases.models import Arrest, Case
from payung.programme.cases.words.tracks import HearingState
from payung.programme.people.models import Person
from payung.programme.people.sealed_fields import SealedField

from .words import Purpose


class Proceeding(models.Model):
    """One way to justice: to defend her, to complain, to claim; at one body.

    `arrest` is what the first steps of a defence are read from. `version` counts what
    was written down, so that nobody writes over what another has just written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="proceedings")
    track = models.CharField(max_length=10, choices=[(t.value, t.value) for t in Track])
    arrest = models.ForeignKey(Arrest, models.CASCADE, null=True, related_name="+")
    body = models.CharField(max_length=20, choices=[(b.value, b.value) for b in Body])
    # The office, by its code in the register of units; empty where it has none.
    unit = models.CharField(max_length=40, blank=True)
    number = SealedField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["case", "opened_at"])]

    class Secrecy:
        sealed = ("number",)
        coded = ("track", "body", "unit", "outcome")
        plain = (
            "id",
            "case",
            "arrest",
            "opened_at",
            "opened_by",
            "closed_at",
            "version",
        )

    def __str__(self) -> str:
        return f"{self.track} in {self.case_id}"


class ProceedingStep(models.Model):
    """A step that was asked for, done or refused. What was taken back stays, marked.

    A step that is an event of the arrest's clocks has no `done_at` here: that moment
    stands once, as a step of the arrest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proceeding = models.ForeignKey(Proceeding, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=8)
    asked_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refused_by = models.CharField(max_length=20, blank=True)
    result = models.CharField(max_length=30, blank=True)
    note = SealedField(null=True)
    written_by = models.CharField(max_length=40)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["proceeding", "code"])]

    class Secrecy:
        sealed = ("note",)
        coded = ("code", "asked_at", "done_at", "refused_at", "refused_by", "result")
        plain = ("id", "proceeding", "written_by", "taken_back_at", "taken_back_by")

    def __str__(self) -> str:
        return f"{self.code} of {self.proceeding_id}"


class Hearing(models.Model):
    """A date at court. Who goes stands in `Going`.

    `remind_at` is what a sweeper finds; it is empty only where nothing is left to say.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proceeding = models.ForeignKey(Proceeding, models.CASCADE, related_name="hearings")
    at = models.DateTimeField()
    unit = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    state = models.CharField(
        max_length=14, choices=HearingState.choices, default=HearingState.SET
    )
    words = SealedField(null=True)
    # The date that came instead, where it was postponed.
    then = models.ForeignKey("self", models.SET_NULL, null=True, related_name="instead")
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    remind_at = models.DateTimeField(null=True, db_index=True)
    remind = models.CharField(
        max_length=10, blank=True, choices=[(k.value, k.value) for k in ReminderKind]
    )

    class Meta:
        indexes = [models.Index(fields=["proceeding", "at"])]

    class Secrecy:
        sealed = ("words",)
        coded = ("at", "unit", "purpose", "state")
        plain = (
            "id",
            "proceeding",
            "then",
            "set_at",
            "set_by",
            "changed_at",
            "version",
            "remind_at",
            "remind",
        )

    def __str__(self) -> str:
        return f"date {self.id}"


class Going(models.Model):
    """Who goes to a date at court, from when to when; one at a time."""

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="goings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="goings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # Of two who say "I go" in the same moment, the database lets one in.
            models.UniqueConstraint(
                fields=["hearing"],
                condition=models.Q(until=None),
                name="proceedings_one_goes_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["person", "until"])]

    class Secrecy:
        plain = ("id", "hearing", "person", "since", "until")

    def __str__(self) -> str:
        return f"{self.person_id} to {self.hearing_id}"


class Substitute(models.Model):
    """Somebody is looked for who goes instead. While it is open, something is due.

    `alert` names the alert by which it rings on the last day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="substitutes")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    why = models.CharField(max_length=20, blank=True)
    rung = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, db_index=True)
    alert = models.CharField(max_length=20, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=False)
                | models.Q(due_at__isnull=False),
                name="proceedings_open_substitute_is_due",
            ),
            models.UniqueConstraint(
                fields=["hearing"],
                condition=models.Q(ended_at=None),
                name="proceedings_one_open_substitute",
            ),
        ]

    class Secrecy:
        coded = ("why",)
        plain = (
            "id",
            "hearing",
            "asked_by",
            "asked_at",
            "rung",
            "due_at",
            "alert",
            "taken_by",
            "ended_at",
        )

    def __str__(self) -> str:
        return f"substitute for {self.hearing_id}"


class CalendarFeed(models.Model):
    """An address at which a calendar app reads somebody's dates: only its digest.

    `salt` makes the names of its events mean nothing, here or in another feed.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    salt = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="proceedings_one_feed_at_a_time",
            )
        ]

    class Secrecy:
        coded = ("digest", "salt")
        plain = ("id", "person", "made_at", "ended_at")

    def __str__(self) -> str:
        return f"feed of {self.person_id}"
