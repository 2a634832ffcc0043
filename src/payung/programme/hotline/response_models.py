"""Going out to somebody: who the pair is, how far they are, and what they reported."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.engines.dispatch import STAGES_OVER, Priority, Report, Stage
from payung.programme.people.sealed_fields import SealedField


def _codes(enum: type) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in enum]  # type: ignore[attr-defined]


class CalledOff(models.TextChoices):
    """Why nobody goes any more."""

    SETTLED = "settled", _("It is settled")
    NOT_WANTED = "not_wanted", _("She does not want anybody to come")
    NOT_SAFE = "not_safe", _("It is not safe to go there")
    OTHERS_GO = "others_go", _("Others go there")
    MISTAKE = "mistake", _("It was asked for by mistake")


class Response(models.Model):
    """Going out to somebody: always a pair, looked for when it is silent."""

    reference = models.CharField(max_length=20, primary_key=True)
    contact = models.ForeignKey(
        "hotline.Contact", models.PROTECT, related_name="responses"
    )
    priority = models.CharField(max_length=1, choices=_codes(Priority))
    stage = models.CharField(max_length=12, choices=_codes(Stage))
    first = models.CharField(max_length=40, blank=True)
    second = models.CharField(max_length=40, blank=True)
    needed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, db_index=True)
    # When whoever is out owes a word; empty while nobody is.
    report_at = models.DateTimeField(null=True)
    # How often a call for help was told that nobody has heard yet.
    alarm = models.PositiveSmallIntegerField(default=0)
    called_off = models.CharField(max_length=12, choices=CalledOff.choices, blank=True)
    version = models.PositiveIntegerField(default=0)
    # Where to meet; sealed under the contact's key.
    place = SealedField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=STAGES_OVER) | Q(due_at__isnull=False),
                name="hotline_open_response_is_due",
            )
        ]

    class Secrecy:
        sealed = ("place",)
        coded = ("priority", "stage", "needed_at", "called_off")
        plain = (
            *("reference", "contact", "first", "second"),
            *("due_at", "report_at", "alarm", "version"),
        )

    def __str__(self) -> str:
        return self.reference


class ResponseEvent(models.Model):
    """One report of a response: who, what, when, and whether it was on time."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    report = models.CharField(
        max_length=12, choices=[("needed", "needed"), *_codes(Report)]
    )
    stage = models.CharField(max_length=12, choices=_codes(Stage))
    person = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    # What was due when this came: a check-in is kept if it came before.
    was_due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "number"], name="hotline_response_event_once"
            )
        ]

    class Secrecy:
        coded = ("report", "stage", "at", "was_due_at")
        plain = ("id", "response", "number", "person")

    def __str__(self) -> str:
        return f"{self.report} of {self.response_id}"
