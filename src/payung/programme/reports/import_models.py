"""What is kept of files that were brought in, of later versions, and of files sent in."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Team
from payung.programme.people.sealed_fields import SealedField


class RunStage(models.TextChoices):
    """How far the bringing in of one file has come."""

    LOOKED = "looked", _("Looked at, nothing stored")
    RUNNING = "running", _("Being brought in")
    DONE = "done", _("Brought in")


class Outcome(models.TextChoices):
    """What became of one row."""

    NEW = "new", _("New")
    SAME = "same", _("Was here")
    UPDATED = "updated", _("Changed")
    CANNOT = "cannot", _("Not brought in")


class ImportRun(models.Model):
    """One file on its way in. The file itself and its mapping lie sealed."""

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    form = models.ForeignKey(
        "reports.FormVersion", models.PROTECT, null=True, related_name="+"
    )
    # The form of others as text, while a person still decides what may be counted.
    foreign = models.TextField(blank=True)
    kind = models.CharField(max_length=12)
    name = SealedField(null=True)
    mapping = SealedField(null=True)
    file = models.UUIDField(null=True)
    digest = models.CharField(max_length=64)
    stage = models.CharField(
        max_length=10, choices=RunStage.choices, default=RunStage.LOOKED
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    started_by = models.CharField(max_length=40)

    class Secrecy:
        sealed = ("name", "mapping")
        plain = (
            "record",
            "country",
            "team",
            "form",
            "foreign",
            "kind",
            "file",
            "digest",
            "stage",
            "total",
            "done",
            "started_at",
            "finished_at",
            "started_by",
        )

    def __str__(self) -> str:
        return f"import {self.record}"


class ImportRow(models.Model):
    """What became of one row: numbers and a sentence, never what stood in it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField(default=0)
    column = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    sentence = models.CharField(max_length=300, blank=True)
    remedy = models.CharField(max_length=300, blank=True)
    report = models.ForeignKey(
        "reports.Report", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "number"], name="reports_each_row_once"
            )
        ]

    class Secrecy:
        plain = (
            "id",
            "run",
            "number",
            "line",
            "column",
            "outcome",
            "sentence",
            "remedy",
            "report",
        )

    def __str__(self) -> str:
        return f"row {self.number} of {self.run_id}"


class ColumnMapping(models.Model):
    """Which column answers which question, kept by name for the next file."""

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.CASCADE, related_name="+")
    form_id = models.CharField(max_length=249)
    name = models.CharField(max_length=60)
    body = SealedField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "form_id", "name"], name="reports_one_mapping_a_name"
            )
        ]

    class Secrecy:
        # The values of choices stand in it as people typed them.
        sealed = ("body",)
        plain = ("record", "country", "team", "form_id", "name", "made_at", "made_by")

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """Another version of a report. `newer`: its sealed text is the later one.

    What arrives without keys cannot be put under the report's own key, so the later
    text waits here; whoever opens the report next swaps the two.
    """

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        "reports.Report", models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    newer = models.BooleanField(default=True)
    form = models.ForeignKey("reports.FormVersion", models.PROTECT, related_name="+")
    instance_id = models.CharField(max_length=249)
    digest = models.CharField(max_length=64)
    coded = models.JSONField(default=dict)
    identity = SealedField()
    contact = SealedField()
    story = SealedField()
    details = SealedField()
    replaced_at = models.DateTimeField()
    source = models.CharField(max_length=10)
    sent_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="reports_revisions_in_order"
            )
        ]
        indexes = [models.Index(fields=["instance_id"])]

    class Secrecy:
        sealed = ("identity", "contact", "story", "details")
        coded = ("coded",)
        plain = (
            "record",
            "report",
            "number",
            "newer",
            "form",
            "instance_id",
            "digest",
            "replaced_at",
            "source",
            "sent_by",
        )

    def __str__(self) -> str:
        return f"revision {self.number} of {self.report_id}"


class SentFile(models.Model):
    """A file that a collecting app sent: name and content as keyed digests only."""

    report = models.ForeignKey(
        "reports.Report", models.CASCADE, related_name="sent_files"
    )
    attachment = models.OneToOneField(
        "reports.Attachment", models.CASCADE, related_name="sent"
    )
    name = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    # False: no answer names it. Kept all the same, for a person to look at.
    listed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "name"], name="reports_each_file_once"
            )
        ]

    class Secrecy:
        plain = ("id", "report", "attachment", "name", "content", "listed")

    def __str__(self) -> str:
        return f"file of {self.report_id}"
