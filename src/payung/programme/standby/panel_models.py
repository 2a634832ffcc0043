"""Who is on the panel and with what limits, conflicts, and what was proven of rosters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Person


MOST_A_WEEK, REST_HOURS = 6, 8


class PanelMember(models.Model):
    """An attorney on the panel: what she speaks, where she appears, what she gives.

    `courts` are areas by their codes. Before `since` and from `until` she is not asked.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="panel")
    languages = models.JSONField(default=list)
    courts = models.JSONField(default=list)
    most_a_week = models.PositiveSmallIntegerField(default=MOST_A_WEEK)
    rest_hours = models.PositiveSmallIntegerField(default=REST_HOURS)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Secrecy:
        plain = (
            "id",
            "person",
            "languages",
            "courts",
            "most_a_week",
            "rest_hours",
            "since",
            "until",
        )

    def __str__(self) -> str:
        return f"panel: {self.person_id}"


class Conflict(models.Model):
    """Something an attorney must not be asked about; why is nobody's business.

    `about` is the reference of a case or of a contact, as she typed it: whether there
    is such a thing is not looked up, so a reference tells her nothing.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="conflicts")
    about = models.CharField(max_length=40, db_index=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "about"], name="standby_conflict_once"
            )
        ]

    class Secrecy:
        coded = ("about", "declared_at")
        plain = ("id", "person")

    def __str__(self) -> str:
        return f"conflict of {self.person_id}"


class Verdict(models.TextChoices):
    """What was found of the attorneys' part of a roster."""

    CERTIFIED = "certified", _("No shift is empty, and nobody has too many")
    FILLABLE = "fillable", _("Shifts are empty, and the panel can fill them")
    REFUSED = "refused", _("Nobody can fill it")


class ProvenFor(models.TextChoices):
    """What made somebody ask."""

    PUBLISHED = "published", _("The roster was published")
    LEAVE = "leave", _("Somebody goes away or is back")
    SWAP = "swap", _("A shift was taken over")
    LEFT = "left", _("Somebody has left")
    CHANGED = "changed", _("A shift was changed")


class CapacityCertificate(models.Model):
    """What was asked of a roster at one moment, and what was found; never rewritten.

    `digest` is the SHA-256 of all that was put to the engine: who could take what, and
    when. `empty` lists each empty shift with what keeps whom from it, by codes.
    """

    period = models.ForeignKey(
        "standby.RosterPeriod", models.CASCADE, related_name="certificates"
    )
    made_at = models.DateTimeField()
    proven_for = models.CharField(max_length=10, choices=ProvenFor.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    # The sum: people x a week x weeks, what that gives, and what is needed.
    people = models.PositiveIntegerField()
    a_week = models.PositiveIntegerField(null=True)
    weeks = models.PositiveIntegerField()
    away = models.PositiveIntegerField()
    have = models.PositiveIntegerField()
    need = models.PositiveIntegerField()
    # Who is on the panel and has not said what she gives: no limit counts for her.
    unsaid = models.PositiveIntegerField()
    spread = models.PositiveIntegerField(null=True)
    empty = models.JSONField(default=list)
    # It is proven that no roster has fewer empty shifts, not only that none was found.
    is_fewest = models.BooleanField(default=True)
    people_needed = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["period", "-made_at"])]

    class Secrecy:
        plain = (
            "id",
            "period",
            "made_at",
            "proven_for",
            "verdict",
            "people",
            "a_week",
            "weeks",
            "away",
            "have",
            "need",
            "unsaid",
            "spread",
            "empty",
            "is_fewest",
            "people_needed",
            "digest",
        )

    def __str__(self) -> str:
        return f"{self.verdict} at {self.made_at:%Y-%m-%d %H:%M}"
