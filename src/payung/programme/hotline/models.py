"""What a contact is kept in: who must act by when in columns, who called in envelopes."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.engines.dispatch import (
    CallBack,
    Caller,
    Channel,
    Event,
    Kind,
    Outcome,
    Priority,
    Report,
    Stage,
    State,
)
from payung.gateways.telephone import NewsKind
from payung.programme.people.models import Team
from payung.programme.people.sealed_fields import SealedField


def _codes(enum: type) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in enum]  # type: ignore[attr-defined]


class Line(models.Model):
    """A number that people call or write to. What it does is in the country's folder."""

    country = models.CharField(max_length=2)
    code = models.SlugField(max_length=20)
    # The line's own number as the network says it, or its name in a SIP address.
    dialled = models.CharField(max_length=60, blank=True, db_index=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "code"], name="hotline_line_once"
            )
        ]

    class Secrecy:
        plain = ("id", "country", "code", "dialled", "team", "opened_at", "closed_at")

    def __str__(self) -> str:
        return f"{self.country} {self.code}"


class Disposition(models.TextChoices):
    """How a contact ended; only a person says so."""

    HELPED = "helped", _("She was helped now")
    INFORMED = "informed", _("She was told what she wanted to know")
    CASE = "case", _("Work goes on in a case")
    NOTE = "note", _("A note was written")
    REFERRED = "referred", _("Another service was asked")
    NOT_REACHED = "not_reached", _("She could not be reached again")
    NOT_FOR_US = "not_for_us", _("It was not for us")


class NextStep(models.TextChoices):
    """What comes after."""

    NONE = "none", _("Nothing more")
    CALL_AGAIN = "call_again", _("We call her again")
    SHE_CALLS = "she_calls", _("She calls again if she wants")
    IN_CASE = "in_case", _("As the case says")


class Contact(models.Model):
    """One call, message or missed call. Written down before anything rings.

    The columns are those of dispatch.Contact; `version` is compared and set, so that of
    two who accept in the same moment one wins. Handles, never names or numbers.
    """

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    country = models.CharField(max_length=2)
    line = models.CharField(max_length=20)
    team = models.ForeignKey(Team, models.PROTECT, related_name="contacts")
    channel = models.CharField(max_length=12, choices=_codes(Channel))
    # The telephone's or the channel's own name for it: it comes in once.
    source_key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001
    priority = models.CharField(max_length=1, choices=_codes(Priority))
    state = models.CharField(max_length=12, choices=_codes(State))
    primary = models.CharField(max_length=40)
    owner = models.CharField(max_length=40, blank=True)
    taker = models.CharField(max_length=40, blank=True)
    rung = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    caller = models.CharField(max_length=8, choices=_codes(Caller))
    call_back = models.CharField(max_length=10, choices=_codes(CallBack))
    kind = models.CharField(max_length=14, choices=_codes(Kind), default=Kind.NOT_SAID)
    disposition = models.CharField(
        max_length=14, choices=Disposition.choices, blank=True
    )
    next_step = models.CharField(max_length=10, choices=NextStep.choices, blank=True)
    closed_by = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=0)
    # What the caller chose by a key; the language she is spoken to in.
    area = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, blank=True)
    # The machine's token of the number, for knowing a caller again.
    token = models.BinaryField(max_length=16, null=True, db_index=True)
    number = SealedField(null=True)
    text = SealedField(null=True)
    note = SealedField(null=True)
    # Opened from the call sheet, by reference.
    report = models.CharField(max_length=20, blank=True)
    case = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["team", "-opened_at"]),
            models.Index(fields=["country", "state", "opened_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.CLOSED)
                | ~Q(owner="")
                | Q(due_at__isnull=False),
                name="hotline_open_contact_is_owned_or_due",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.OWNED, State.HANDING_OVER])
                | ~Q(owner=""),
                name="hotline_owned_contact_has_owner",
            ),
        ]

    class Secrecy:
        sealed = ("number", "text", "note")
        coded = (
            "channel",
            "priority",
            "state",
            "opened_at",
            "reached_at",
            "closed_at",
            "caller",
            "call_back",
            "kind",
            "disposition",
            "next_step",
            "area",
            "language",
            "token",
        )
        plain = (
            "record",
            "reference",
            "country",
            "line",
            "team",
            "source_key",
            "primary",
            "owner",
            "taker",
            "rung",
            "attempts",
            "due_at",
            "closed_by",
            "version",
            "report",
            "case",
        )

    def __str__(self) -> str:
        return self.reference


class ContactEvent(models.Model):
    """One happening of a contact, in order. A replay of them proves who owned it when.

    Number 0 is the opening; its `person` is the primary. The others are the fields of
    dispatch.Happening.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    event = models.CharField(
        max_length=12, choices=[("opened", "opened"), *_codes(Event)]
    )
    at = models.DateTimeField()
    person = models.CharField(max_length=40, blank=True)
    taker = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(null=True)
    kind = models.CharField(max_length=14, blank=True)
    disposition = models.CharField(max_length=14, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "number"], name="hotline_event_once"
            )
        ]
        indexes = [models.Index(fields=["at"])]

    class Secrecy:
        coded = ("event", "at", "kind", "disposition")
        plain = ("id", "contact", "number", "person", "taker", "until")

    def __str__(self) -> str:
        return f"{self.event} of {self.contact_id}"


class CallNews(models.Model):
    """What a telephone reported: each once, whatever was delivered twice."""

    id = models.UUIDField(primary_key=True, editable=False)
    contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, related_name="call_news"
    )
    call = models.CharField(max_length=80, db_index=True)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=_codes(NewsKind))
    at = models.DateTimeField()
    kept_at = models.DateTimeField()
    target = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=14, choices=_codes(Outcome), blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "at"])]

    class Secrecy:
        coded = ("kind", "at", "outcome")
        plain = ("id", "contact", "call", "seq", "kept_at", "target")

    def __str__(self) -> str:
        return f"{self.kind} of {self.call}"


class Voicemail(models.Model):
    """A message left by voice, sealed in the vault before it reached the disk."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="voicemails")
    record = models.UUIDField()
    file = models.UUIDField(unique=True)
    seconds = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    left_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    heard_by = models.CharField(max_length=40, blank=True)

    class Secrecy:
        coded = ("left_at",)
        plain = (
            "id",
            "contact",
            "record",
            "file",
            "seconds",
            "size",
            "heard_at",
            "heard_by",
        )

    def __str__(self) -> str:
        return f"voicemail {self.file}"


class Response(models.Model):
    """Going out to somebody: always a pair, looked for when it is silent."""

    reference = models.CharField(max_length=20, primary_key=True)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="responses")
    priority = models.CharField(max_length=1, choices=_codes(Priority))
    stage = models.CharField(max_length=12, choices=_codes(Stage))
    first = models.CharField(max_length=40, blank=True)
    second = models.CharField(max_length=40, blank=True)
    needed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, db_index=True)
    version = models.PositiveIntegerField(default=0)
    # Where to meet; sealed under the contact's key.
    place = SealedField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage=Stage.COMPLETE) | Q(due_at__isnull=False),
                name="hotline_open_response_is_due",
            )
        ]

    class Secrecy:
        sealed = ("place",)
        coded = ("priority", "stage", "needed_at")
        plain = ("reference", "contact", "first", "second", "due_at", "version")

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


class Night(models.Model):
    """What the nightly replay found for one country: the proof of a day."""

    country = models.CharField(max_length=2)
    day = models.DateField()
    proved_at = models.DateTimeField()
    open_minutes = models.FloatField()
    unowned_minutes = models.FloatField()
    impossible = models.PositiveIntegerField()
    # Calls the telephone reported, and those of them that left a contact.
    calls = models.PositiveIntegerField()
    calls_with_contact = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "day"], name="hotline_night_once"
            )
        ]

    class Secrecy:
        coded = ("open_minutes", "unowned_minutes", "calls", "calls_with_contact")
        plain = ("id", "country", "day", "proved_at", "impossible")

    def __str__(self) -> str:
        return f"{self.country} {self.day}"


class Watch(models.Model):
    """When a part of the program last did its round; silence is noticed by another."""

    name = models.CharField(primary_key=True, max_length=40)
    last_at = models.DateTimeField()

    class Secrecy:
        plain = ("name", "last_at")

    def __str__(self) -> str:
        return self.name
