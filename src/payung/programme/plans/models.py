"""The programme of a country and the versions of its plan: objective, output, line."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Activity, Kind
from payung.programme.people.models import Person, Team

from .guarding import GuardedRows, refuse_approved


class ObjectiveCode(models.TextChoices):
    """The five objectives of the programme, by the codes of the indicator sheets."""

    KNOWLEDGE = "1", _("People know their rights and have somebody to turn to")
    DOCUMENTING = "2", _("What happens is written down and acted on")
    POLICE = "3", _("Offices promise, and keep what they promised")
    PEER_LEARNING = "4", _("Countries learn from one another")
    REPLICATION = "5", _("What works is taken up elsewhere")


class Doer(models.TextChoices):
    """Who carries a line, where it is nobody in particular."""

    PARALEGALS = "paralegals", _("Paralegals")
    ATTORNEYS = "attorneys", _("Attorneys")
    OFFICER = "officer", _("Project officer")
    COORDINATOR = "coordinator", _("Country coordinator")
    COMMUNITY = "community", _("The community")
    PARTNER = "partner", _("A partner")


class Programme(models.Model):
    """The programme of one country: its name and the day it began."""

    country = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Secrecy:
        plain = ("id", "country", "name", "starts_on", "made_at", "made_by")

    def __str__(self) -> str:
        return self.name


class Objective(models.Model):
    """One of the five objectives, as this country says it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    code = models.CharField(max_length=1, choices=ObjectiveCode.choices)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="plans_objective_once"
            )
        ]

    class Secrecy:
        plain = ("id", "programme", "code", "text")

    def __str__(self) -> str:
        return self.text or str(ObjectiveCode(self.code).label)


class PlanVersion(models.Model):
    """A plan of some months. Once approved neither it nor its lines ever change.

    What supersedes it is a version with a higher number; nothing is written here then.
    """

    APPROVED = "approved_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    first_month = models.DateField()
    months = models.PositiveSmallIntegerField(default=12)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=40, blank=True)

    objects = GuardedRows["PlanVersion"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="plans_version_once"
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(approved_at=None),
                name="plans_one_draft",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None, approved_by="")
                | models.Q(approved_at__isnull=False) & ~models.Q(approved_by=""),
                name="plans_approved_by_somebody",
            ),
        ]

    class Secrecy:
        plain = (
            "id",
            "programme",
            "number",
            "first_month",
            "months",
            "copied_from",
            "made_at",
            "made_by",
            "approved_at",
            "approved_by",
        )

    def __str__(self) -> str:
        return f"plan {self.number} from {self.first_month:%Y-%m}"

    # Against the rule of no save(): the promise that a plan was kept rests on this.
    def save(self, *given: Any, **named: Any) -> None:
        refuse_approved(self)
        super().save(*given, **named)

    def delete(self, *given: Any, **named: Any) -> tuple[int, dict[str, int]]:
        refuse_approved(self)
        return super().delete(*given, **named)


class Output(models.Model):
    """What comes of an objective in one version of the plan."""

    APPROVED = "version__approved_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="outputs")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="outputs")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    objects = GuardedRows["Output"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "objective", "number"], name="plans_output_once"
            )
        ]

    class Secrecy:
        plain = ("id", "version", "objective", "number", "text")

    def __str__(self) -> str:
        return f"{self.objective.code}.{self.number}"

    # See PlanVersion.save.
    def save(self, *given: Any, **named: Any) -> None:
        refuse_approved(self)
        super().save(*given, **named)

    def delete(self, *given: Any, **named: Any) -> tuple[int, dict[str, int]]:
        refuse_approved(self)
        return super().delete(*given, **named)


class PlanLine(models.Model):
    """What is done, by whom, in which months and how often.

    `root` is the same in every version that copied the line: activities name it, so
    that what was held counts for the plan that holds now. `months` are first days as
    "2026-03-01". `fingerprint` makes a line that is brought in twice one line.
    """

    APPROVED = "version__approved_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    root = models.UUIDField(default=uuid.uuid4, db_index=True)
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="lines")
    output = models.ForeignKey(Output, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    doer = models.CharField(max_length=12, choices=Doer.choices)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    months = models.JSONField(default=list)
    per_month = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    site = models.CharField(max_length=40, blank=True)
    budget = models.CharField(max_length=20, blank=True)
    indicators = models.JSONField(default=list)
    assumption = models.CharField(max_length=300, blank=True)
    fingerprint = models.CharField(max_length=64)

    objects = GuardedRows["PlanLine"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "fingerprint"], name="plans_line_once"
            ),
            models.UniqueConstraint(fields=["version", "root"], name="plans_root_once"),
        ]

    class Secrecy:
        plain = (
            "id",
            "root",
            "version",
            "output",
            "number",
            "team",
            "what",
            "doer",
            "owner",
            "months",
            "per_month",
            "kind",
            "site",
            "budget",
            "indicators",
            "assumption",
            "fingerprint",
        )

    def __str__(self) -> str:
        return f"line {self.number} of {self.version_id}"

    # See PlanVersion.save.
    def save(self, *given: Any, **named: Any) -> None:
        refuse_approved(self)
        super().save(*given, **named)

    def delete(self, *given: Any, **named: Any) -> tuple[int, dict[str, int]]:
        refuse_approved(self)
        return super().delete(*given, **named)


class Slot(models.Model):
    """One time that a line is to be done in a month, and the activity made for it.

    The database lets each be made once, whoever presses how often.
    """

    root = models.UUIDField()
    month = models.DateField()
    n = models.PositiveSmallIntegerField()
    activity = models.OneToOneField(Activity, models.CASCADE, related_name="slot")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["root", "month", "n"], name="plans_slot_once"
            )
        ]

    class Secrecy:
        plain = ("id", "root", "month", "n", "activity")

    def __str__(self) -> str:
        return f"{self.n} in {self.month:%Y-%m}"
