"""What a report is kept in: four sealed groups, and codes that name nobody."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Team
from payung.programme.people.sealed_fields import SealedField


class Stage(models.TextChoices):
    """How far a report has come."""

    NEW = "new", _("New")
    IN_HAND = "in_hand", _("In hand")
    WITH_LAWYER = "with_lawyer", _("With lawyer")
    IN_COURT = "in_court", _("In court")
    CLOSED = "closed", _("Closed")


class Source(models.TextChoices):
    """Which way a report came in."""

    BROWSER = "browser", _("This page")
    OPENROSA = "openrosa", _("A collecting app")
    IMPORT = "import", _("A file")


class FormVersion(models.Model):
    """One published version of a form. Never changed, so that old answers stay readable."""

    country = models.CharField(max_length=2)
    form_id = models.CharField(max_length=249)
    version = models.CharField(max_length=249)
    title = models.JSONField()
    source = models.TextField()
    xform = models.BinaryField()
    compiled = models.JSONField()
    strings = models.JSONField()
    coding = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "form_id", "version"], name="reports_one_of_each"
            )
        ]

    class Secrecy:
        plain = (
            "id",
            "country",
            "form_id",
            "version",
            "title",
            "source",
            "xform",
            "compiled",
            "strings",
            "coding",
            "digest",
            "published_at",
            "in_use",
        )

    def __str__(self) -> str:
        return f"{self.country} {self.form_id} {self.version}"


class Counter(models.Model):
    """The last running number of a country, a year and a kind of reference."""

    key = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Secrecy:
        plain = ("key", "last")

    def __str__(self) -> str:
        return f"{self.key} {self.last}"


class Report(models.Model):
    """One report. What names anyone lies in four envelopes; the rest is codes."""

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(
        Team, models.PROTECT, related_name="reports", db_index=False
    )
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="reports")
    instance_id = models.CharField(max_length=249)
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source.choices)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.NEW)
    coded = models.JSONField(default=dict)
    identity = SealedField(null=True)
    contact = SealedField(null=True)
    story = SealedField(null=True)
    details = SealedField(null=True)
    what = models.CharField(max_length=40, blank=True)
    by_whom = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=40, blank=True)
    happened_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "instance_id"], name="reports_taken_once"
            )
        ]
        # One for each way of narrowing the list: newest first, without sorting. What is
        # narrowed by stands in each, so that counting never reads the wide rows.
        indexes = [
            models.Index(fields=["team", "country", "received_at", "record"]),
            *(
                models.Index(
                    fields=["team", "country", first, "received_at", "record", *others],
                    name=f"reports_list_by_{first}",
                )
                for first, *others in (
                    ("what", "by_whom", "stage", "area"),
                    ("by_whom", "what", "stage", "area"),
                    ("stage", "what", "by_whom", "area"),
                    ("area", "what", "by_whom", "stage"),
                )
            ),
            models.Index(fields=["country", "received_at"]),
        ]

    class Secrecy:
        sealed = ("identity", "contact", "story", "details")
        coded = ("coded", "what", "by_whom", "area", "happened_on", "stage")
        plain = (
            "record",
            "reference",
            "country",
            "team",
            "form",
            "instance_id",
            "digest",
            "received_at",
            "source",
            "opened_at",
            "sent_by",
        )

    def __str__(self) -> str:
        return self.reference


class Incident(models.Model):
    """What a report says happened, in codes: a day, an area and a kind of place."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True)
    happened_on = models.DateField(null=True)
    date_precision = models.CharField(max_length=40, blank=True)
    time_of_day = models.CharField(max_length=40, blank=True)
    ongoing = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=40, blank=True)
    context = models.JSONField(default=list)
    bias = models.JSONField(default=list)
    people_affected = models.PositiveIntegerField(null=True)
    gender = models.CharField(max_length=40, blank=True)
    age_band = models.CharField(max_length=40, blank=True)
    core_type = models.CharField(max_length=60, blank=True)
    state_actor = models.BooleanField(default=False)
    police_violence = models.BooleanField(default=False)
    # Only a yes to being counted makes it so; findings never look at the others.
    may_be_counted = models.BooleanField(default=False)
    # And only a second yes lets it into figures that leave for the police.
    may_reach_police = models.BooleanField(default=False)

    class Secrecy:
        plain = ("report",)
        coded = (
            "happened_on",
            "date_precision",
            "time_of_day",
            "ongoing",
            "area",
            "place",
            "context",
            "bias",
            "people_affected",
            "gender",
            "age_band",
            "core_type",
            "state_actor",
            "police_violence",
            "may_be_counted",
            "may_reach_police",
        )

    def __str__(self) -> str:
        return f"incident of {self.report_id}"


class Profile(models.Model):
    """A person or group who did it, as the report numbers them."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="profiles")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    group = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=40, blank=True)
    degree = models.CharField(max_length=40, blank=True)

    class Secrecy:
        plain = ("id", "incident", "number")
        coded = ("kind", "group", "count", "unit", "degree")

    def __str__(self) -> str:
        return f"p{self.number} of {self.incident_id}"


class Act(models.Model):
    """One kind of thing that was done."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="acts")
    code = models.CharField(max_length=40)
    core_type = models.CharField(max_length=60, blank=True)
    times = models.PositiveIntegerField(null=True)

    class Secrecy:
        plain = ("id", "incident")
        coded = ("code", "core_type", "times")

    def __str__(self) -> str:
        return f"act of {self.incident_id}"


class Involvement(models.Model):
    """One profile's hand in one act."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="involvements")
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="involvements")

    class Secrecy:
        plain = ("id", "act", "profile")

    def __str__(self) -> str:
        return f"{self.act_id} by {self.profile_id}"


class Detention(models.Model):
    """An arrest: its moments are exact, because the clocks of the law run from them."""

    incident = models.OneToOneField(Incident, models.CASCADE, primary_key=True)
    taken_at = models.DateTimeField(null=True)
    taken_count = models.PositiveIntegerField(null=True)
    station = models.CharField(max_length=40, blank=True)
    reason_told = models.CharField(max_length=40, blank=True)
    laws = models.JSONField(default=list)
    paper = models.CharField(max_length=40, blank=True)
    family_told_at = models.DateTimeField(null=True)
    counsel_at = models.DateTimeField(null=True)
    judge_at = models.DateTimeField(null=True)
    travel_hours = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    signed = models.CharField(max_length=40, blank=True)
    money_asked = models.CharField(max_length=40, blank=True)
    paid = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    condoms_used = models.CharField(max_length=40, blank=True)
    status_now = models.CharField(max_length=40, blank=True)

    class Secrecy:
        plain = ("incident",)
        coded = (
            "taken_at",
            "taken_count",
            "station",
            "reason_told",
            "laws",
            "paper",
            "family_told_at",
            "counsel_at",
            "judge_at",
            "travel_hours",
            "signed",
            "money_asked",
            "paid",
            "condoms_used",
            "status_now",
        )

    def __str__(self) -> str:
        return f"detention of {self.incident_id}"


class Attachment(models.Model):
    """A sealed file of a report; the vault keeps its bytes under `file`."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments")
    file = models.UUIDField(unique=True)
    question = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    size = models.PositiveBigIntegerField()
    received_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Secrecy:
        plain = ("id", "report", "file", "size", "received_at", "digest")
        coded = ("question", "kind")

    def __str__(self) -> str:
        return f"file {self.file}"


class Unplaced(models.Model):
    """What came in and fits nowhere yet: kept whole, sealed on arrival, never lost."""

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="unplaced")
    form_id = models.CharField(max_length=249)
    version = models.CharField(max_length=249)
    instance_id = models.CharField(max_length=249)
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=30)
    body = SealedField()
    received_at = models.DateTimeField()
    sent_by = models.CharField(max_length=40)
    # What a person decided: the reference of the note it became, or empty for the same.
    became = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "instance_id", "digest"], name="reports_unplaced_once"
            )
        ]

    class Secrecy:
        sealed = ("body",)
        plain = (
            "record",
            "country",
            "team",
            "form_id",
            "version",
            "instance_id",
            "digest",
            "reason",
            "received_at",
            "sent_by",
            "became",
            "settled_at",
            "settled_by",
        )

    def __str__(self) -> str:
        return f"unplaced {self.record}"


# At the end, because they point at the models above; Django finds models here only.
from .import_models import (  # noqa: E402
    ColumnMapping,
    ImportRow,
    ImportRun,
    Revision,
    SentFile,
)


__all__ = [
    "Act",
    "Attachment",
    "ColumnMapping",
    "Counter",
    "Detention",
    "FormVersion",
    "ImportRow",
    "ImportRun",
    "Incident",
    "Involvement",
    "Profile",
    "Report",
    "Revision",
    "SentFile",
    "Source",
    "Stage",
    "Unplaced",
]
