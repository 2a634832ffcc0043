"""Accounts, roles, teams and what their keys are kept in."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .roles import Role


class People(BaseUserManager["Person"]):
    """Look accounts up by their handle."""


class Person(AbstractBaseUser):
    """An account. A handle is invented, never a name; no contact is kept here."""

    handle = models.SlugField(max_length=40, unique=True)
    country = models.CharField(max_length=2, db_index=True)
    language = models.CharField(max_length=5, default="en")
    native_digits = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField()

    USERNAME_FIELD = "handle"
    objects = People()

    class Secrecy:
        plain = (
            "id",
            "handle",
            "country",
            "language",
            "native_digits",
            "is_active",
            "joined_on",
            "last_login",
        )
        coded = ("password",)

    def __str__(self) -> str:
        return self.handle


class RoleHeld(models.Model):
    """A person holds a role in her country."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], name="people_role_held_once"
            )
        ]

    class Secrecy:
        plain = ("id", "person", "role")

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class TeamKind(models.TextChoices):
    """A team that people work in, or one beside it, made for a single case."""

    TEAM = "team"
    SIDE = "side"


class Renewal(models.TextChoices):
    """How much is made anew when somebody leaves."""

    WRAPS = "wraps"
    KEYS = "keys"


class Team(models.Model):
    """Those who may open the same sealed things. Its key changes by epoch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2, db_index=True)
    name = models.CharField(max_length=60)
    epoch = models.PositiveIntegerField(default=0)
    kind = models.CharField(
        max_length=4, choices=TeamKind.choices, default=TeamKind.TEAM
    )
    # Of a side team: whose members it has, but for those its places say.
    beside = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="side_teams"
    )
    # Of a side team: since when its key waits to be renewed, or somebody to be let in.
    untidy_since = models.DateTimeField(null=True)
    # And how much is made anew then.
    untidy_needs = models.CharField(
        max_length=5, choices=Renewal.choices, default=Renewal.WRAPS
    )

    class Secrecy:
        plain = (
            "id",
            "country",
            "name",
            "epoch",
            "kind",
            "beside",
            "untidy_since",
            "untidy_needs",
        )

    def __str__(self) -> str:
        return self.name


class Place(models.TextChoices):
    """How somebody stands to a side team, unlike to the team it is beside."""

    OUT = "out"
    GUEST = "guest"


class SidePlace(models.Model):
    """Somebody is kept out of a side team, or is its guest, from when to when.

    Open where `until` is empty; a moment to come is when a guest has to go.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, models.PROTECT, related_name="side_places")
    place = models.CharField(max_length=5, choices=Place.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["team", "until"])]

    class Secrecy:
        plain = ("id", "team", "person", "place", "since", "until")

    def __str__(self) -> str:
        return f"{self.person_id} {self.place} {self.team_id}"


class TeamEpoch(models.Model):
    """The public key a team uses from one change of members to the next."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="epochs")
    number = models.PositiveIntegerField()
    public = models.BinaryField()
    signature = models.BinaryField()
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "number"], name="people_one_key_per_epoch"
            )
        ]

    class Secrecy:
        plain = ("id", "team", "number", "public", "signature", "signed_by", "since")

    def __str__(self) -> str:
        return f"{self.team} {self.number}"


class UserKey(models.Model):
    """A person's keys: the secret half locked by her passphrase."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="key")
    salt = models.BinaryField(max_length=16)
    stretch = models.JSONField()
    box = models.BinaryField()
    kem_public = models.BinaryField()
    verify_public = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()

    class Secrecy:
        coded = ("salt", "stretch", "box")
        plain = ("id", "person", "kem_public", "verify_public", "made_at")

    def __str__(self) -> str:
        return f"key of {self.person}"


class Grant(models.Model):
    """A team's secret of one epoch, sealed to one member, signed by another."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="grants")
    epoch = models.PositiveIntegerField()
    member = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    box = models.BinaryField()
    signature = models.BinaryField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "epoch", "member"], name="people_one_grant_each"
            )
        ]

    class Secrecy:
        coded = ("box",)
        plain = (
            "id",
            "team",
            "epoch",
            "member",
            "granted_by",
            "signature",
            "at",
        )

    def __str__(self) -> str:
        return f"{self.team} {self.epoch} to {self.member}"


class RecordKey(models.Model):
    """The key of one sealed thing, wrapped for a team. Delete it and all is shut."""

    record = models.UUIDField(primary_key=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="record_keys")
    epoch = models.PositiveIntegerField()
    kind = models.CharField(max_length=1)
    wrap = models.BinaryField()
    # What a phone sent as a key and is none: it opens for nobody, now or later.
    shut = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["team", "epoch", "record"])]

    class Secrecy:
        coded = ("wrap",)
        plain = ("record", "team", "epoch", "kind", "shut")

    def __str__(self) -> str:
        return f"key of {self.record}"


class KeySession(models.Model):
    """Half of what opens a person's keys for a while; her cookie is the other."""

    look_up = models.BinaryField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="key_sessions")
    box = models.BinaryField()
    started_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Secrecy:
        coded = ("look_up", "box")
        plain = ("person", "started_at", "used_at", "ends_at")

    def __str__(self) -> str:
        return f"session of {self.person}"


class Tries(models.Model):
    """How often a passphrase was tried in vain of late, under a hash of the handle."""

    who = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Secrecy:
        coded = ("who",)
        plain = ("count", "last_at")

    def __str__(self) -> str:
        return f"{self.count} tries"


class DeviceKey(models.Model):
    """What a collecting app on one phone signs in with, instead of a passphrase."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="device_keys")
    name = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Secrecy:
        coded = ("digest",)
        plain = ("id", "person", "name", "made_at", "ended_at")

    def __str__(self) -> str:
        return self.name


class IndexToken(models.Model):
    """A keyed fingerprint of one value in one record, for exact look-up."""

    record = models.UUIDField(db_index=True)
    team = models.ForeignKey(Team, models.CASCADE)
    epoch = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    token = models.BinaryField(max_length=16)

    class Meta:
        indexes = [models.Index(fields=["team", "field", "token"])]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "field", "token"], name="people_one_token_each"
            )
        ]

    class Secrecy:
        coded = ("token",)
        plain = ("id", "record", "team", "epoch", "field")

    def __str__(self) -> str:
        return f"token of {self.record}"


class Rewrapping(models.Model):
    """A team changed: every record key goes to its new epoch, bit by bit."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="rewrappings")
    from_epoch = models.PositiveIntegerField()
    to_epoch = models.PositiveIntegerField()
    renewal = models.CharField(
        max_length=5, choices=Renewal.choices, default=Renewal.WRAPS
    )
    done = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Secrecy:
        plain = (
            "id",
            "team",
            "from_epoch",
            "to_epoch",
            "renewal",
            "done",
            "started_at",
            "ended_at",
        )

    def __str__(self) -> str:
        return f"{self.team} {self.from_epoch} to {self.to_epoch}"
