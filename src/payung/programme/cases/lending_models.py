"""Who stands aside from a case, and to whom it is lent."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Person


class Conflict(models.TextChoices):
    """Why somebody should not see a case. Nobody asks for more than this."""

    KNOWS_HER = "knows_her", _("I know the person herself")
    RELATIVE = "relative", _("A relative of mine is in it")
    OTHER_SIDE = "other_side", _("I know, work or worked for the other side")
    POLICE = "police", _("Somebody close to me is with the police or the court")
    REPRESENTS = "represents", _("I represent somebody else in it")
    MONEY = "money", _("Money or a debt is between us")
    PRIVATE = "private", _("Another reason, which I keep to myself")


class SteppedAside(models.Model):
    """Somebody who stands aside from a case, from when to when."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="stood_aside")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=Conflict.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(until=None),
                name="cases_aside_once_at_a_time",
            )
        ]

    class Secrecy:
        coded = ("reason",)
        plain = ("id", "case", "person", "since", "until")

    def __str__(self) -> str:
        return f"{self.person_id} aside from {self.case_id}"


class Loan(models.Model):
    """A case lent to somebody of another team, for a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="loans")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    lent_by = models.CharField(max_length=40)
    lent_at = models.DateTimeField()
    until = models.DateTimeField()
    with_staff_notes = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    # Empty where its time was simply over.
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(ended_at=None),
                name="cases_lent_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["ended_at", "until"])]

    class Secrecy:
        plain = (
            "id",
            "case",
            "person",
            "lent_by",
            "lent_at",
            "until",
            "with_staff_notes",
            "ended_at",
            "ended_by",
        )

    def __str__(self) -> str:
        return f"{self.case_id} lent to {self.person_id}"
