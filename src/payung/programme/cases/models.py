"""What a case is kept in: words in envelopes, moments and codes in columns."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Person, Team
from payung.programme.people.sealed_fields import SealedField
from payung.programme.reports.models import Report

from .stages import Outcome, Stage


class Case(models.Model):
    """One case. Its title and summary lie in envelopes under a key of its own."""

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="cases", db_index=False)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.NEW)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True)
    title = SealedField(null=True)
    note = SealedField(null=True)
    what = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=40, blank=True)
    station = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["team", "opened_at", "record"]),
            models.Index(fields=["team", "stage", "opened_at", "record"]),
        ]

    class Secrecy:
        sealed = ("title", "note")
        coded = ("stage", "outcome", "what", "area", "station")
        plain = (
            "record",
            "reference",
            "country",
            "team",
            "opened_at",
            "opened_by",
            "closed_at",
        )

    def __str__(self) -> str:
        return self.reference


class CaseReport(models.Model):
    """A report that a case is about; a report on several people has several cases."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="linked")
    report = models.ForeignKey(Report, models.PROTECT, related_name="linked")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "report"], name="cases_report_linked_once"
            )
        ]

    class Secrecy:
        plain = ("id", "case", "report", "at")

    def __str__(self) -> str:
        return f"{self.case_id} about {self.report_id}"


class CaseMember(models.Model):
    """Who looks after a case, from when to when. Who may open it, the team says."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="case_members")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(until=None),
                name="cases_member_once_at_a_time",
            )
        ]

    class Secrecy:
        plain = ("id", "case", "person", "since", "until")

    def __str__(self) -> str:
        return f"{self.person_id} in {self.case_id}"


class Arrest(models.Model):
    """When somebody was taken, exactly or between two moments, and where she is held."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="arrests")
    taken_at = models.DateTimeField()
    taken_at_latest = models.DateTimeField(null=True)
    station = models.CharField(max_length=40, blank=True)
    # Set by her release: no clock of this arrest runs after it.
    released_at = models.DateTimeField(null=True)
    # Counts changes, so that nobody writes over what another has just corrected.
    version = models.PositiveIntegerField(default=1)
    # By which clocks of the pack its own were figured: others, and they are anew.
    figured_by = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["figured_by"], name="cases_arrest_figured_by")]

    class Secrecy:
        plain = ("id", "case", "version", "figured_by")
        coded = ("taken_at", "taken_at_latest", "station", "released_at")

    def __str__(self) -> str:
        return f"arrest {self.pk}"


class Step(models.Model):
    """Something the law waits for, and when it happened: told, produced, released."""

    arrest = models.ForeignKey(Arrest, models.CASCADE, related_name="steps")
    event = models.CharField(max_length=30)
    at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrest", "event"], name="cases_step_once_per_arrest"
            )
        ]

    class Secrecy:
        plain = ("id", "arrest", "written_by")
        coded = ("event", "at")

    def __str__(self) -> str:
        return f"step of {self.arrest_id}"


class Pause(models.Model):
    """A stretch that some limits do not count; without an end it still goes on."""

    arrest = models.ForeignKey(Arrest, models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    written_by = models.CharField(max_length=40)

    class Secrecy:
        plain = ("id", "arrest", "written_by")
        coded = ("kind", "began_at", "ended_at")

    def __str__(self) -> str:
        return f"pause of {self.arrest_id}"


class CaseClock(models.Model):
    """A clock of the pack as it stands: a sweeper finds by it what runs out next.

    `runs_out_at` is the first moment it can run out. While `stands_since` is set, a
    pause goes on, and it moves on by as long as the pause has lasted.
    """

    arrest = models.ForeignKey(Arrest, models.CASCADE, related_name="clocks")
    clock = models.CharField(max_length=60)
    status = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    runs_out_at = models.DateTimeField(null=True)
    runs_out_latest = models.DateTimeField(null=True)
    stands_since = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrest", "clock"], name="cases_clock_once_per_arrest"
            )
        ]
        indexes = [models.Index(fields=["stopped_at", "runs_out_at"])]

    class Secrecy:
        plain = ("id", "arrest", "clock", "status")
        coded = (
            "started_at",
            "runs_out_at",
            "runs_out_latest",
            "stands_since",
            "stopped_at",
        )

    def __str__(self) -> str:
        return f"{self.clock} of {self.arrest_id}"


class EvidenceKind(models.TextChoices):
    """What a file is to a court; its media type says only how it is written."""

    PHOTO = "photo", _("A photograph or a film")
    AUDIO = "audio", _("A recording")
    SCAN = "scan", _("A paper, photographed or scanned")
    STATEMENT = "statement", _("A statement")


class Evidence(models.Model):
    """A file as it was received; the vault keeps it sealed under `file`."""

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="evidence")
    file = models.UUIDField(unique=True)
    kind = models.CharField(max_length=30)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    # Her own device took the digest, before the file was on its way to us.
    before_upload = models.BooleanField(default=False)
    form = models.CharField(max_length=10, choices=EvidenceKind.choices, blank=True)
    name = SealedField()
    shows = SealedField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "digest"], name="cases_file_once_per_case"
            )
        ]

    class Secrecy:
        sealed = ("name", "shows")
        coded = ("kind", "digest", "form")
        plain = (
            "record",
            "case",
            "file",
            "size",
            "before_upload",
            "added_at",
            "added_by",
        )

    def __str__(self) -> str:
        return f"file {self.file}"


class Custody(models.TextChoices):
    """What was done with a file."""

    RECEIVED = "received", _("Received")
    OPENED = "opened", _("Its name was read")
    DOWNLOADED = "downloaded", _("Downloaded")
    VERIFIED = "verified", _("Checked")
    FOUND_CHANGED = "found_changed", _("Found to be changed")
    WORKING_COPY = "working_copy", _("A working copy was made")
    COPY_USED = "copy_used", _("The working copy was downloaded")
    BUNDLED = "bundled", _("Put into a bundle")
    TRANSFERRED = "transferred", _("Handed over")
    STAMPED = "stamped", _("Time-stamped")
    LET_GO = "let_go", _("Let go of: she does not want it kept. Nobody can open it")


class CustodyEvent(models.Model):
    """Who did what with a file, and its digest then. Never changed, never deleted."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="custody")
    at = models.DateTimeField()
    kind = models.CharField(max_length=14, choices=Custody.choices)
    by = models.CharField(max_length=40)
    # Empty where the sealed file could not be opened whole.
    digest = models.CharField(max_length=64, blank=True)
    # A code or a digest: to whom it went, which copy was made of it.
    about = models.CharField(max_length=64, blank=True)
    # Both empty in what was written before there was a chain, until the next event.
    number = models.PositiveIntegerField(null=True)
    chain = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "number"], name="cases_custody_numbered_once"
            )
        ]

    class Secrecy:
        coded = ("digest", "about", "chain")
        plain = ("id", "evidence", "at", "kind", "by", "number")

    def __str__(self) -> str:
        return f"{self.kind} {self.evidence_id}"


class Todo(models.TextChoices):
    """The kinds of task; what exactly to do is sealed."""

    CALL = "call", _("Call")
    VISIT = "visit", _("Go there")
    COURT = "court", _("Be at court")
    PAPER = "paper", _("Get a paper")
    REFER = "refer", _("Ask a service")
    CHECK = "check", _("Ask how she is")
    OTHER = "other", _("Something else")


class Task(models.Model):
    """Something to do for a case, by when and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=8, choices=Todo.choices, default=Todo.OTHER)
    text = SealedField(null=True)
    due_at = models.DateTimeField()
    assigned_to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_by = models.CharField(max_length=40)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["done_at", "due_at"])]

    class Secrecy:
        sealed = ("text",)
        coded = ("kind",)
        plain = (
            "id",
            "case",
            "due_at",
            "assigned_to",
            "made_by",
            "done_at",
            "done_by",
        )

    def __str__(self) -> str:
        return f"task of {self.case_id}"


# At the end, because it points at the models above; Django finds models here only.
from .held_models import HeldKind, HeldSpan  # noqa: E402
from .lending_models import Conflict, Loan, SteppedAside  # noqa: E402
from .staff_note_models import (  # noqa: E402
    ForWhom,
    Mask,
    Masked,
    MaskReason,
    NoteKind,
    StaffNote,
)
from .timeline_models import Happened, TimelineEntry  # noqa: E402


__all__ = [
    "Arrest",
    "Case",
    "CaseClock",
    "CaseMember",
    "CaseReport",
    "Conflict",
    "Custody",
    "CustodyEvent",
    "Evidence",
    "EvidenceKind",
    "ForWhom",
    "Happened",
    "HeldKind",
    "HeldSpan",
    "Loan",
    "Mask",
    "MaskReason",
    "Masked",
    "NoteKind",
    "Pause",
    "StaffNote",
    "Step",
    "SteppedAside",
    "Task",
    "TimelineEntry",
    "Todo",
]
