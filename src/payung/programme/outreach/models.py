"""Places, their size, the plan of a month, and what came of each visit."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from payung.programme.activities.models import Activity
from payung.programme.people.models import Person, Team
from payung.programme.people.sealed_fields import SealedField

from .busy import CELLS, QUIET
from .codes import AlertKind, Attitude, Material, Method, Purpose, VenueKind, What


class Venue(models.Model):
    """A place where people work. On the screen it has a code; its name is sealed.

    A sketch of the way in lies sealed in the vault, under the same key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="venues")
    kind = models.CharField(max_length=10, choices=VenueKind.choices)
    area = models.CharField(max_length=20, blank=True)
    busy = models.CharField(max_length=CELLS, default=QUIET)
    attitude = models.CharField(
        max_length=10, choices=Attitude.choices, default=Attitude.UNSURE
    )
    interval_days = models.PositiveSmallIntegerField(default=14)
    record = models.UUIDField(unique=True)
    name = SealedField()
    risk = SealedField(null=True)
    sketch = models.UUIDField(null=True)
    sketch_media = models.CharField(max_length=40, blank=True)
    known_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["team", "closed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(interval_days__gte=1), name="outreach_promise_of_a_day"
            )
        ]

    class Secrecy:
        sealed = ("name", "risk")
        coded = ("kind", "busy", "attitude")
        plain = (
            "id",
            "code",
            "country",
            "team",
            "area",
            "interval_days",
            "record",
            "sketch",
            "sketch_media",
            "known_at",
            "closed_at",
            "made_by",
        )

    def __str__(self) -> str:
        return self.code


class VenueEstimate(models.Model):
    """How many work at a place: at least, most likely, at most. Never changed."""

    # The form it was sent with: the same form again is the same estimate.
    key = models.UUIDField(unique=True, null=True)
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="estimates")
    low = models.PositiveIntegerField()
    point = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    method = models.CharField(max_length=10, choices=Method.choices)
    on = models.DateField()
    by = models.CharField(max_length=40)
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["venue", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__lte=F("point")) & Q(point__lte=F("high")),
                name="outreach_least_likely_most",
            )
        ]

    class Secrecy:
        coded = ("low", "point", "high", "method")
        plain = ("id", "key", "venue", "on", "by", "stored_at")

    def __str__(self) -> str:
        return f"estimate {self.pk}"


class MicroPlan(models.Model):
    """The visits a team plans for a month; once approved, a version never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="micro_plans")
    month = models.DateField()
    version = models.PositiveSmallIntegerField()
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "month", "version"], name="outreach_version_once"
            ),
            models.UniqueConstraint(
                fields=["team", "month"],
                condition=Q(approved_at=None),
                name="outreach_one_draft",
            ),
        ]

    class Secrecy:
        plain = (
            "id",
            "country",
            "team",
            "month",
            "version",
            "made_by",
            "made_at",
            "approved_by",
            "approved_at",
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} version {self.version}"


class MicroPlanVisit(models.Model):
    """One planned visit: where, when, why, and which two go, never one alone.

    `key` stays the same from version to version: it is the same promise.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(default=uuid.uuid4, db_index=True)
    plan = models.ForeignKey(MicroPlan, models.CASCADE, related_name="visits")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="planned")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    # Which row of the plan it is, as activities.taking_up.Wish says it in a text.
    on_plan = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"], name="outreach_promise_once"
            ),
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="outreach_planned_as_a_pair"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="outreach_slot_has_length"
            ),
        ]

    class Secrecy:
        plain = (
            "id",
            "key",
            "plan",
            "venue",
            "starts_at",
            "ends_at",
            "first",
            "second",
            "purpose",
            "on_plan",
        )

    def __str__(self) -> str:
        return f"planned visit {self.pk}"


class OutreachVisit(models.Model):
    """One visit: the pair, when they went in, by when they are back, what they heard.

    What became of it and who was met stand in the activity. `due_at` is when the pair
    is looked for; it is empty before they go in and after they are out.
    """

    activity = models.OneToOneField(
        Activity, models.PROTECT, primary_key=True, related_name="visit"
    )
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="visits")
    # The promise of a micro-plan, or None for a visit that nobody had planned.
    promise = models.UUIDField(null=True, db_index=True)
    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    in_at = models.DateTimeField(null=True)
    back_by = models.DateTimeField(null=True)
    out_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    rung = models.PositiveSmallIntegerField(default=0)
    violence = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="outreach_visited_as_a_pair"
            ),
            models.CheckConstraint(
                condition=Q(in_at=None)
                | Q(out_at__isnull=False)
                | Q(due_at__isnull=False),
                name="outreach_inside_is_looked_for",
            ),
        ]

    class Secrecy:
        coded = ("violence", "in_at", "out_at")
        plain = (
            "activity",
            "venue",
            "promise",
            "first",
            "second",
            "purpose",
            "back_by",
            "due_at",
            "rung",
        )

    def __str__(self) -> str:
        return f"visit {self.pk}"


class DiaryTap(models.Model):
    """One tap in the diary of a visit, with its own id: sent twice, it is stored once."""

    id = models.UUIDField(primary_key=True, editable=False)
    visit = models.ForeignKey(OutreachVisit, models.CASCADE, related_name="taps")
    what = models.CharField(max_length=10, choices=What.choices)
    # Letters of a category, a material, y or n; of a card also its row, until
    # it is forgotten: "f2sn:12".
    code = models.CharField(max_length=24)
    change = models.SmallIntegerField()
    tapped_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["visit", "what", "code"])]

    class Secrecy:
        coded = ("what", "code", "change", "tapped_at")
        plain = ("id", "visit", "stored_at", "by")

    def __str__(self) -> str:
        return f"tap {self.pk}"


class MaterialGiven(models.Model):
    """How many of one thing were given in one visit."""

    visit = models.ForeignKey(OutreachVisit, models.CASCADE, related_name="given")
    kind = models.CharField(max_length=10, choices=Material.choices)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "kind"], name="outreach_material_once"
            )
        ]

    class Secrecy:
        coded = ("kind", "count")
        plain = ("id", "visit")

    def __str__(self) -> str:
        return f"{self.count} of {self.kind}"


class VenueAlert(models.Model):
    """A warning for whoever goes to a place next. It ends by itself.

    `taken_back_by` says that it was wrong; it then ends at that moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=10, choices=AlertKind.choices)
    # Sealed under the key of the place.
    words = SealedField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    taken_back_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["venue", "expires_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__lt=F("expires_at")), name="outreach_alert_lasts"
            )
        ]

    class Secrecy:
        sealed = ("words",)
        coded = ("kind",)
        plain = ("id", "venue", "made_at", "made_by", "expires_at", "taken_back_by")

    def __str__(self) -> str:
        return f"alert {self.pk}"
