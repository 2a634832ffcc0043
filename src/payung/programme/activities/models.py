"""Activities, who came to them, and the cards by which a person is counted once."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Person, Team
from payung.programme.people.sealed_fields import SealedField


class Kind(models.TextChoices):
    """What sort of thing is held."""

    OPENING = "opening", _("Open day")
    TRAINING = "training", _("Course")
    LAWYER_MEETING = "lawyer", _("Meeting with the lawyer")
    FOCUS_GROUP = "circle", _("Focus group")
    OUTREACH = "outreach", _("Visit")
    POLICE_MEETING = "police", _("Meeting with an office")
    EXCHANGE = "exchange", _("Exchange between countries")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    """What has become of it. Missed is found by rule, never pressed."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Moved to another day")
    CANCELLED = "cancelled", _("Called off")
    MISSED = "missed", _("Not held")


class Reason(models.TextChoices):
    """Why it was not held as planned."""

    RAID = "raid", _("Raid")
    STRIKE = "strike", _("Strike")
    CURFEW = "curfew", _("Curfew")
    FLOOD = "flood", _("Flood or storm")
    HOLIDAY = "holiday", _("Holiday")
    MONEY = "money", _("No money")
    STAFF = "staff", _("Nobody to do it")
    OTHER = "other", _("Something else")


class Activity(models.Model):
    """Something planned, and what came of it. What was noted of it is sealed.

    `key` is the form it was sent with: the same form sent twice is stored once. `line`
    is the plan line it serves. A postponed one names the one that took its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, null=True)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    site = models.CharField(max_length=40, blank=True)
    line = models.UUIDField(null=True, db_index=True)
    # Somebody said that it is not on the plan: no line counts it in by itself.
    apart = models.BooleanField(default=False, db_default=False)
    planned_start = models.DateTimeField()
    planned_end = models.DateTimeField()
    held_start = models.DateTimeField(null=True)
    held_end = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PLANNED
    )
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    instead = models.ForeignKey("self", models.PROTECT, null=True, related_name="first")
    # When it counts as missed, unless somebody has said what became of it.
    due_at = models.DateTimeField(null=True, db_index=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    record = models.UUIDField(null=True, unique=True)
    note = SealedField(null=True)
    made_by = models.CharField(max_length=40)
    # Calendar apps ask when something changed last.
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["country", "kind", "planned_start"]),
            # Since when each team records a kind: read without touching a row.
            models.Index(fields=["country", "kind", "team", "planned_start"]),
            models.Index(fields=["team", "planned_start"]),
        ]

    class Secrecy:
        sealed = ("note",)
        plain = (
            "id",
            "key",
            "country",
            "team",
            "kind",
            "site",
            "line",
            "apart",
            "planned_start",
            "planned_end",
            "held_start",
            "held_end",
            "state",
            "reason",
            "instead",
            "due_at",
            "owner",
            "record",
            "made_by",
            "changed_at",
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.planned_start:%Y-%m-%d}"


class Card(models.Model):
    """A member card: a random token that is printed, of which only a digest is kept.

    The digest is keyed: without the key of the installation no card leads to its row.
    """

    digest = models.CharField(max_length=64, unique=True)
    team = models.ForeignKey(Team, models.CASCADE, related_name="cards")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Secrecy:
        coded = ("digest",)
        plain = ("id", "team", "made_at", "ended_at")

    def __str__(self) -> str:
        return f"card {self.pk}"


class Work(models.TextChoices):
    """Where cards are shown that are told apart."""

    ROOM = "room", _("In a room")
    OUTREACH = "outreach", _("On a visit")
    COURSE = "course", _("In a course")


class CardsShown(models.Model):
    """How many different cards were shown in a period whose cards are forgotten.

    `parts` has counts only: of `cells` each card is in one, of `places` in each where it
    was shown. `sketch` is of a month; what comes late is joined to it, and it goes when
    nothing late is looked for any more.
    """

    country = models.CharField(max_length=2)
    work = models.CharField(max_length=8, choices=Work.choices)
    period = models.CharField(max_length=8)
    count = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    sketch = models.BinaryField(null=True)
    forgotten_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "work", "period"], name="activities_cards_shown_once"
            )
        ]

    class Secrecy:
        coded = ("count", "parts", "sketch")
        plain = ("id", "country", "work", "period", "forgotten_at")

    def __str__(self) -> str:
        return f"cards shown in {self.country} {self.period}"


class Participation(models.Model):
    """Who came: so many of a category, or one card. Never a name.

    `by_card`: so many of a category came with cards, which are forgotten since.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="came")
    category = models.CharField(max_length=4)
    count = models.PositiveIntegerField(default=1)
    card = models.ForeignKey(Card, models.CASCADE, null=True, related_name="came")
    by_card = models.BooleanField(default=False, db_default=False)
    minutes = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "category", "by_card"],
                condition=models.Q(card=None),
                name="activities_category_once",
            ),
            models.UniqueConstraint(
                fields=["activity", "card"],
                condition=models.Q(card__isnull=False),
                name="activities_card_once",
            ),
        ]

    class Secrecy:
        coded = ("category", "count", "card", "by_card", "minutes")
        plain = ("id", "activity")

    def __str__(self) -> str:
        return f"{self.count} at {self.activity_id}"
