"""Rooms, when they are to be open, what became of each day, and what was counted there.

What is counted at a door is a set of taps, each with an id that the phone made. A tap
is never changed; what was a mistake is named by another one that takes it back. So it
does not matter in which order taps arrive, how often, or from how many phones.

What was counted on paper is written down later as taps of that day: `afterwards` says
so. It proves that the door was open, but not from when on.
"""

from __future__ import annotations

import uuid

from django.db import models

from payung.programme.activities.models import Activity, Card
from payung.programme.people.models import Person, Team
from payung.programme.people.sealed_fields import SealedField

from .codes import Broken, Counter, Done, Reason, Service, Status, Word


class Site(models.Model):
    """A room of a team. Where exactly it is, is sealed under a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    country = models.CharField(max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=80)
    area = models.CharField(max_length=20, blank=True)
    record = models.UUIDField(null=True, unique=True)
    address = SealedField(null=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    made_by = models.CharField(max_length=40)
    # The form it was sent with: the same form again is the same room.
    key = models.UUIDField(unique=True, null=True)

    class Secrecy:
        sealed = ("address",)
        plain = (
            "id",
            "key",
            "code",
            "country",
            "team",
            "name",
            "area",
            "record",
            "opened_on",
            "closed_on",
            "made_by",
        )

    def __str__(self) -> str:
        return self.code


class OpeningRule(models.Model):
    """On which days a room is to be open (an RRULE), and from when to when."""

    key = models.UUIDField(unique=True, null=True)
    site = models.ForeignKey(Site, models.CASCADE, related_name="rules")
    rule = models.CharField(max_length=200)
    opens = models.TimeField()
    closes = models.TimeField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    made_by = models.CharField(max_length=40)

    class Secrecy:
        plain = (
            "id",
            "key",
            "site",
            "rule",
            "opens",
            "closes",
            "from_on",
            "until_on",
            "made_by",
        )

    def __str__(self) -> str:
        return f"{self.rule} of {self.site_id}"


class LocalHoliday(models.Model):
    """A day on which the computed list of holidays is wrong for our rooms."""

    country = models.CharField(max_length=2)
    day = models.DateField()
    is_open = models.BooleanField()
    label = models.CharField(max_length=80, blank=True)
    made_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "day"], name="safe_spaces_one_edit_a_day"
            )
        ]

    class Secrecy:
        plain = ("id", "country", "day", "is_open", "label", "made_by")

    def __str__(self) -> str:
        return f"{self.day} in {self.country}"


class OpeningDay(models.Model):
    """What became of one day. It follows from the taps, unless somebody said it."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="days")
    day = models.DateField()
    status = models.CharField(max_length=8, choices=Status.choices)
    reason = models.CharField(max_length=8, choices=Reason.choices, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    keyholder = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    said = models.BooleanField(default=False)
    # The row of the plan that this day stands for.
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, related_name="opening_day"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "day"], name="safe_spaces_day_once")
        ]

    class Secrecy:
        coded = ("status", "reason")
        plain = (
            *("id", "site", "day", "opened_at", "closed_at", "keyholder", "said"),
            "activity",
        )

    def __str__(self) -> str:
        return f"{self.site_id} on {self.day}"


class Visit(models.Model):
    """Somebody came, or `count` people of one category did. Never a name."""

    id = models.UUIDField(primary_key=True)
    site = models.ForeignKey(Site, models.CASCADE, related_name="visits")
    day = models.DateField()
    counter = models.CharField(max_length=4, choices=Counter.choices)
    category = models.CharField(max_length=4)
    card = models.ForeignKey(Card, models.SET_NULL, null=True, related_name="visits")
    count = models.PositiveIntegerField(default=1)
    tapped_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    taken_back = models.BooleanField(default=False)
    afterwards = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["site", "day"])]

    class Secrecy:
        coded = ("counter", "category", "card", "count")
        plain = (
            "id",
            "site",
            "day",
            "tapped_at",
            "stored_at",
            "by",
            "taken_back",
            "afterwards",
        )

    def __str__(self) -> str:
        return f"visit {self.id}"


class ServiceGiven(models.Model):
    """Something that somebody got there, by kind."""

    id = models.UUIDField(primary_key=True)
    site = models.ForeignKey(Site, models.CASCADE, related_name="services")
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Service.choices)
    count = models.PositiveIntegerField(default=1)
    tapped_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    taken_back = models.BooleanField(default=False)
    afterwards = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["site", "day"])]

    class Secrecy:
        coded = ("kind", "count")
        plain = (
            "id",
            "site",
            "day",
            "tapped_at",
            "stored_at",
            "by",
            "taken_back",
            "afterwards",
        )

    def __str__(self) -> str:
        return f"service {self.id}"


class DoorWord(models.Model):
    """What was said at the door of the day itself: we are open, we had to close."""

    id = models.UUIDField(primary_key=True)
    site = models.ForeignKey(Site, models.CASCADE, related_name="words")
    day = models.DateField()
    word = models.CharField(max_length=8, choices=Word.choices)
    reason = models.CharField(max_length=8, choices=Reason.choices, blank=True)
    tapped_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    taken_back = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["site", "day"])]

    class Secrecy:
        coded = ("word", "reason")
        plain = ("id", "site", "day", "tapped_at", "stored_at", "by", "taken_back")

    def __str__(self) -> str:
        return f"word {self.id}"


class TakenBack(models.Model):
    """A tap that says of another that it was a mistake; it may arrive before it."""

    id = models.UUIDField(primary_key=True)
    site = models.ForeignKey(Site, models.CASCADE, related_name="taken_back")
    tap = models.UUIDField(db_index=True)
    tapped_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    afterwards = models.BooleanField(default=False, db_default=False)

    class Secrecy:
        plain = ("id", "site", "tap", "tapped_at", "stored_at", "by", "afterwards")

    def __str__(self) -> str:
        return f"{self.tap} taken back"


class HouseRuleIncident(models.Model):
    """A house rule was broken: which, what was done, and words that are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, null=True)
    site = models.ForeignKey(Site, models.CASCADE, related_name="incidents")
    day = models.DateField()
    broken = models.CharField(max_length=8, choices=Broken.choices)
    done = models.CharField(max_length=10, choices=Done.choices)
    record = models.UUIDField(null=True, unique=True)
    words = SealedField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Secrecy:
        sealed = ("words",)
        coded = ("broken", "done")
        plain = ("id", "key", "site", "day", "record", "at", "by")

    def __str__(self) -> str:
        return f"house rule on {self.day}"
