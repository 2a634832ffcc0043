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
    State,
)
from payung.gateways.telephone import NewsKind
from payung.programme.people.models import Team
from payung.programme.people.sealed_fields import SealedField

from .answer_models import OwnAnswer
from .cloud_models import CloudRow
from .night_models import Night, Watch
from .response_models import Response, ResponseEvent


__all__ = [
    "CallNews",
    "CloudRow",
    "Contact",
    "ContactEvent",
    "Disposition",
    "Line",
    "NextStep",
    "Night",
    "OwnAnswer",
    "Response",
    "ResponseEvent",
    "Said",
    "Voicemail",
    "Watch",
]


def _codes(enum: type) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in enum]  # type: ignore[attr-defined]


_DUE = Q(due_at__isnull=False)
_WITHOUT_OWNER = [State.OPENED, State.RINGING, State.CLOSED]
_WITH_OWNER = [State.CALL_BACK, State.OWNED, State.HANDING_OVER]


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
            # What is closed is never due: the sweeper reads open contacts only.
            models.Index(fields=["due_at"], condition=_DUE, name="hotline_contact_due"),
            models.Index(fields=["team", "-opened_at"]),
            models.Index(fields=["country", "state", "opened_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.CLOSED) | _DUE,
                name="hotline_open_contact_is_due",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_WITHOUT_OWNER, owner="")
                | (Q(state__in=_WITH_OWNER) & ~Q(owner="")),
                name="hotline_contact_has_its_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED)
                | (
                    ~Q(disposition="")
                    & ~Q(closed_by="")
                    & Q(closed_at__isnull=False, due_at=None)
                ),
                name="hotline_closed_by_somebody",
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

    Number 0 is the opening: `person` is the primary, `priority` the first one, `at`
    when it was written down. The others are the fields of dispatch.Happening.
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
    priority = models.CharField(max_length=1, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "number"], name="hotline_event_once"
            )
        ]
        indexes = [models.Index(fields=["at"])]

    class Secrecy:
        coded = ("event", "at", "kind", "disposition", "priority")
        plain = ("id", "contact", "number", "person", "taker", "until")

    def __str__(self) -> str:
        return f"{self.event} of {self.contact_id}"


class CallNews(models.Model):
    """What a telephone reported: each once, whatever was delivered twice."""

    id = models.UUIDField(primary_key=True, editable=False)
    contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, related_name="call_news"
    )
    country = models.CharField(max_length=2)
    call = models.CharField(max_length=120, db_index=True)
    # News of our own orders are no calls from outside.
    is_order = models.BooleanField(default=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=_codes(NewsKind))
    at = models.DateTimeField()
    kept_at = models.DateTimeField()
    target = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=14, choices=_codes(Outcome), blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "at"])]

    class Secrecy:
        coded = ("kind", "at", "outcome")
        plain = (
            "id",
            "contact",
            "country",
            "call",
            "is_order",
            "seq",
            "kept_at",
            "target",
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.call}"


class Said(models.Model):
    """What came in for a contact later, under a key of its own.

    Another text of the same sender, or a number that was sealed for an arrival of which
    we heard only after the rest of the call.
    """

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="said")
    source_key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    kept_at = models.DateTimeField()
    number = SealedField(null=True)
    text = SealedField(null=True)

    class Secrecy:
        sealed = ("number", "text")
        coded = ("at",)
        plain = ("record", "contact", "source_key", "kept_at")

    def __str__(self) -> str:
        return f"said in {self.contact_id}"


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
