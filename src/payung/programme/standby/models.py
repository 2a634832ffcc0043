"""Rosters, swaps, proofs of reach, and alerts that have to reach an attorney."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.engines.dispatch import AlertEvent, AlertState
from payung.programme.alerts.models import Way
from payung.programme.people.models import Person

# Django finds the models of an app from this file.
from . import panel_models  # noqa: F401


class DutyKind(models.TextChoices):
    """What somebody is on call for; the values are those of dispatch.Duty."""

    HOTLINE = "hotline", _("Answers calls")
    BACKUP = "backup", _("Backup for calls")
    ATTORNEY = "attorney", _("Attorney on standby")
    ATTORNEY_BACKUP = "attorney_backup", _("Backup for the attorney")

    @property
    def place(self) -> int:
        """Return its place among the duties; an address holds it instead of the word."""
        return list(DutyKind).index(self) + 1


class FallbackReason(models.TextChoices):
    """Why a roster was published with gaps that somebody answers for."""

    FEW = "few", _("We are too few")
    HOLIDAY = "holiday", _("It is a holiday")
    TRAINING = "training", _("There is a training")
    STARTING = "starting", _("We are just starting")


class RosterPeriod(models.Model):
    """A stretch of days that is planned and published as one."""

    country = models.CharField(max_length=2, db_index=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    coordinator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    regional = models.ForeignKey(Person, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=40, blank=True)
    # Who answers for the gaps, where it was published with some, and who signed.
    fallback = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    fallback_reason = models.CharField(
        max_length=20, choices=FallbackReason.choices, blank=True
    )

    class Meta:
        indexes = [models.Index(fields=["country", "starts_at", "ends_at"])]

    class Secrecy:
        plain = (
            "id",
            "country",
            "starts_at",
            "ends_at",
            "coordinator",
            "regional",
            "published_at",
            "published_by",
            "fallback",
            "fallback_reason",
        )

    def __str__(self) -> str:
        return f"{self.country} from {self.starts_at:%Y-%m-%d}"


class Shift(models.Model):
    """A person, a duty, and when. An override beats what was planned, the later first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(RosterPeriod, models.CASCADE, related_name="shifts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="shifts")
    duty = models.CharField(max_length=16, choices=DutyKind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    overrides = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    # She has said that she will be there; until then it is only planned.
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["period", "starts_at"])]

    class Secrecy:
        plain = (
            "id",
            "period",
            "person",
            "duty",
            "starts_at",
            "ends_at",
            "overrides",
            "made_at",
            "confirmed_at",
        )

    def __str__(self) -> str:
        return f"{self.duty} of {self.person_id}"


class Ground(models.Model):
    """An area in which somebody can be with a person soon: she is asked first there."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grounds")
    area = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "area"], name="standby_ground_once"
            )
        ]

    class Secrecy:
        plain = ("id", "person", "area")

    def __str__(self) -> str:
        return f"{self.person_id} in {self.area}"


class Leave(models.Model):
    """When somebody is away. Why is nobody's business."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="leave")
    starts_at = models.DateTimeField()
    # Empty: she pressed "I am unreachable" and has not come back yet.
    ends_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Secrecy:
        plain = ("id", "person", "starts_at", "ends_at", "made_at")

    def __str__(self) -> str:
        return f"leave of {self.person_id}"


class Swap(models.Model):
    """Somebody asks to be relieved; until it is taken she stays on duty."""

    period = models.ForeignKey(RosterPeriod, models.CASCADE, related_name="swaps")
    giver = models.ForeignKey(Person, models.CASCADE, related_name="+")
    duty = models.CharField(max_length=16, choices=DutyKind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Secrecy:
        plain = (
            "id",
            "period",
            "giver",
            "duty",
            "starts_at",
            "ends_at",
            "asked_at",
            "taken_by",
            "taken_at",
            "withdrawn_at",
        )

    def __str__(self) -> str:
        return f"swap of {self.giver_id}"


class ProvenBy(models.TextChoices):
    """What showed that a phone is answered."""

    DRILL = "drill", _("A test")
    CALL = "call", _("A call she took")
    SMS = "sms", _("An answer by SMS")
    TAP = "tap", _("A tap on the page")


class ReachProof(models.Model):
    """A moment at which somebody was shown to be reachable."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="proofs")
    at = models.DateTimeField()
    by = models.CharField(max_length=6, choices=ProvenBy.choices)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"])]

    class Secrecy:
        plain = ("id", "person", "at", "by")

    def __str__(self) -> str:
        return f"{self.person_id} at {self.at:%Y-%m-%d %H:%M}"


class Drill(models.Model):
    """A silent test of one phone at an odd hour; kept out of all figures but its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2)
    person = models.ForeignKey(Person, models.CASCADE, related_name="drills")
    way = models.ForeignKey(Way, models.CASCADE, related_name="+")
    due_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # Empty while it is not decided.
    passed = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "due_at"])]

    class Secrecy:
        plain = (
            "id",
            "country",
            "person",
            "way",
            "due_at",
            "asked_at",
            "answered_at",
            "passed",
        )

    def __str__(self) -> str:
        return f"test of {self.person_id}"


class IncidentWhy(models.TextChoices):
    """Why a duty was left to whoever comes last."""

    SIGNED = "signed", _("The roster was published so")
    UNREACHABLE = "unreachable", _("Somebody cannot be reached")
    AWAY = "away", _("Somebody is away")
    LEFT = "left", _("Somebody has left")
    NO_ROSTER = "no_roster", _("There is no roster")


class StandbyIncident(models.Model):
    """A stretch in which a duty had nobody but its fallback; listed one by one."""

    country = models.CharField(max_length=2, db_index=True)
    duty = models.CharField(max_length=16, choices=DutyKind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=20, choices=IncidentWhy.choices)
    answers = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            # Two sweepers find the same one in the same moment.
            models.UniqueConstraint(
                fields=["country", "duty"],
                condition=models.Q(ends_at=None),
                name="standby_one_open_incident",
            )
        ]

    class Secrecy:
        plain = ("id", "country", "duty", "starts_at", "ends_at", "why", "answers")

    def __str__(self) -> str:
        return f"{self.duty} in {self.country}"


class HandBackReason(models.TextChoices):
    """Why an attorney gives an alert back; the next are asked at once."""

    CONFLICT = "conflict", _("I act for somebody else in this")
    TOO_FAR = "too_far", _("I cannot get there")
    BUSY = "busy", _("I am in court or with somebody")
    UNWELL = "unwell", _("I am not well")


class AlertEnding(models.TextChoices):
    """How an alert ended, as a person says it."""

    SPOKEN = "spoken", _("A lawyer has spoken and goes on with it")
    RELEASED = "released", _("She is free")
    NOT_WANTED = "not_wanted", _("She wants no lawyer")
    MISTAKE = "mistake", _("Nobody was taken")


class AlertCounter(models.Model):
    """The last running number of a country's alerts in one year."""

    key = models.CharField(primary_key=True, max_length=12)
    last = models.PositiveIntegerField(default=0)

    class Secrecy:
        plain = ("key", "last")

    def __str__(self) -> str:
        return f"{self.key} {self.last}"


class AttorneyAlert(models.Model):
    """Somebody was taken: an attorney has to accept and to speak with her or for her.

    `about` names the contact or case by its reference. `version` is compared and set.
    """

    reference = models.CharField(max_length=20, primary_key=True)
    country = models.CharField(max_length=2, db_index=True)
    about = models.CharField(max_length=40, blank=True, db_index=True)
    # The same matter by its other reference, and what helps to find who is asked first.
    also_about = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, blank=True)
    raiser = models.CharField(max_length=40)
    raised_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in AlertState]
    )
    rung = models.PositiveSmallIntegerField(default=0)
    attorney = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    closed_by = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=AlertState.CLOSED)
                | models.Q(due_at__isnull=False),
                name="standby_open_alert_is_due",
            ),
            # Two presses of one button raise one alert.
            models.UniqueConstraint(
                fields=["country", "about"],
                condition=~models.Q(state=AlertState.CLOSED) & ~models.Q(about=""),
                name="standby_one_open_alert_about",
            ),
        ]

    class Secrecy:
        coded = ("about", "also_about", "area", "language", "raised_at", "reason")
        plain = (
            "reference",
            "country",
            "raiser",
            "state",
            "rung",
            "attorney",
            "due_at",
            "closed_by",
            "version",
        )

    def __str__(self) -> str:
        return self.reference


class AttorneyAlertEvent(models.Model):
    """One thing that happened to an alert, in order; a replay gives the alert."""

    alert = models.ForeignKey(AttorneyAlert, models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    event = models.CharField(
        max_length=12,
        choices=[("raised", "raised")] + [(e.value, e.value) for e in AlertEvent],
    )
    person = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "number"], name="standby_alert_event_once"
            )
        ]

    class Secrecy:
        coded = ("event", "at")
        plain = ("id", "alert", "number", "person")

    def __str__(self) -> str:
        return f"{self.event} of {self.alert_id}"
