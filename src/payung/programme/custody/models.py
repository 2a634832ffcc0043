"""What the custody board keeps: alarms with their moments, drafts, and who is with her."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.programme.cases.models import Arrest, Case
from payung.programme.people.models import Person


class AlarmKind(models.TextChoices):
    """What an alarm is about; "soon" and "over" are about a clock, "stands" a pause."""

    PARALEGAL = "paralegal", _("Nobody of ours is with her")
    ATTORNEY = "attorney", _("No lawyer has it")
    SOON = "soon", _("Six hours are left")
    OVER = "over", _("The time is up")
    STANDS = "stands", _("The clock stands still for long")


class CustodyAlarm(models.Model):
    """Something that has to be told by a moment, told once, also after a crash.

    `due_at` follows the facts. `found_at` is when a sweeper found it due and wrote it
    down, `said_at` when somebody could be told. `ended_at` says that it needs no telling
    any more; `times` counts how often it came back.
    """

    arrest = models.ForeignKey(Arrest, models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=10, choices=AlarmKind.choices)
    clock = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField()
    found_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    times = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrest", "kind", "clock"], name="custody_alarm_once"
            )
        ]
        indexes = [
            # What was said or has ended is never due.
            models.Index(
                fields=["due_at"],
                condition=Q(said_at=None, ended_at=None),
                name="custody_alarm_due",
            )
        ]

    class Secrecy:
        plain = ("id", "arrest", "clock", "found_at", "said_at", "ended_at", "times")
        coded = ("kind", "due_at")

    def __str__(self) -> str:
        return f"alarm {self.pk}"


class DraftState(models.TextChoices):
    """What became of a draft. Only a person confirms or sets aside."""

    WAITING = "waiting", _("Waits for somebody who looks at it")
    CONFIRMED = "confirmed", _("Written into a note")
    ASIDE = "aside", _("Set aside")
    WITHDRAWN = "withdrawn", _("Withdrawn: the times were corrected")
    DOUBTFUL = "doubtful", _("In a note, and the times now say otherwise")


class AsideReason(models.TextChoices):
    """Why a draft is set aside."""

    ORDER = "order", _("There was an order that is not written down here")
    TIMES = "times", _("The times are not sure enough")
    NOTED = "noted", _("It stands in a note already")
    HER_WISH = "her_wish", _("She does not want it written down")


class OverdueDraft(models.Model):
    """Somebody was held longer than a limit: known for sure, drafted by the program.

    The columns say by which rule and why. `ran_out_at` rests on the earliest possible
    start, `surely_at` on the latest; `until` is what ended it, None while she waits.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="overdue_drafts")
    arrest = models.ForeignKey(Arrest, models.CASCADE, related_name="overdue_drafts")
    clock = models.CharField(max_length=60)
    state = models.CharField(
        max_length=10, choices=DraftState.choices, default=DraftState.WAITING
    )
    # The value of the pack it rests on: since when it stood, and whether it binds.
    rule_from = models.DateField(null=True)
    rule_status = models.CharField(max_length=20)
    # So many of what: hours, days. With every lawful extension.
    limit = models.PositiveIntegerField()
    unit = models.CharField(max_length=20, default="hours")
    started_at = models.DateTimeField()
    started_latest = models.DateTimeField(null=True)
    ran_out_at = models.DateTimeField()
    surely_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    # Stretches that were left out: [kind, began, ended], moments in ISO 8601, UTC.
    left_out = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=10, choices=AsideReason.choices, blank=True)
    # The note that tells of it, by reference, and whether the act in it is ours.
    note = models.CharField(max_length=20, blank=True)
    act_is_ours = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrest", "clock"],
                condition=~Q(state="withdrawn"),
                name="custody_one_draft_a_limit",
            )
        ]

    class Secrecy:
        plain = ("id", "case", "arrest", "note", "act_is_ours", "decided_by")
        coded = (
            "clock",
            "state",
            "rule_from",
            "rule_status",
            "limit",
            "unit",
            "started_at",
            "started_latest",
            "ran_out_at",
            "surely_at",
            "until",
            "left_out",
            "drafted_at",
            "decided_at",
            "reason",
        )

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Beside(models.Model):
    """One of ours who is on her way to somebody held, or there, as she says by one tap."""

    arrest = models.ForeignKey(Arrest, models.CASCADE, related_name="beside")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_out_at = models.DateTimeField()
    there_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrest", "person"],
                condition=Q(left_at=None),
                name="custody_beside_once_at_a_time",
            )
        ]

    class Secrecy:
        plain = ("id", "arrest", "person", "left_at")
        coded = ("set_out_at", "there_at")

    def __str__(self) -> str:
        return f"beside {self.arrest_id}"
