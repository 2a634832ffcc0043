"""Where people are reached, and what is still to be told to whom."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Person, Team
from payung.programme.people.sealed_fields import SealedField


class Machine(models.Model):
    """What may be known at night in one country: a record whose key lies in memory.

    Its key is wrapped for the team as any record's; whoever has open keys can put it
    back into memory after the machine was off.
    """

    country = models.CharField(primary_key=True, max_length=2)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    record = models.UUIDField(unique=True, default=uuid.uuid4)
    since = models.DateTimeField()
    # A word sealed under its key: what does not open it is not the key any more.
    mark = SealedField()

    class Secrecy:
        sealed = ("mark",)
        plain = ("country", "team", "record", "since")

    def __str__(self) -> str:
        return f"machine of {self.country}"


class WayKind(models.TextChoices):
    """How somebody is reached; a call is the surest."""

    CALL = "call", _("Call")
    SMS = "sms", _("SMS")
    TELEGRAM = "telegram", _("Telegram")
    WHATSAPP = "whatsapp", _("WhatsApp")
    SIGNAL = "signal", _("Signal")


class Way(models.Model):
    """One way to reach one of ours; the address is sealed under the machine's key.

    Where it has ended, address and token are forgotten.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="ways")
    kind = models.CharField(max_length=10, choices=WayKind.choices)
    address = SealedField(null=True)
    # The machine's token of the address: a text that comes from it is hers.
    token = models.BinaryField(max_length=16, db_index=True)
    place = models.PositiveSmallIntegerField(default=1)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "ended_at", "place"])]

    class Secrecy:
        sealed = ("address",)
        coded = ("token",)
        plain = ("id", "person", "kind", "place", "added_at", "ended_at", "answered_at")

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class Saying(models.TextChoices):
    """What is told; the words are in the country's folder and name nothing."""

    TAKE = "take", _("Somebody waits. Take it?")
    CALL_BACK = "call_back", _("Somebody is to be called back")
    TAKEN = "taken", _("Somebody else has it")
    REMIND = "remind", _("Say how it goes")
    HAND_OVER = "hand_over", _("Take over?")
    LOOK = "look", _("Look at the page")
    HELP = "help", _("A pair has not reported")
    GO = "go", _("Can you go there?")
    REPORT = "report", _("Say how it goes out there")
    STILL = "still", _("Is it still yours?")
    DRILL = "drill", _("A test")


class Sending(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Being sent")
    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")
    DROPPED = "dropped", _("No longer needed")
    GIVEN_UP = "given_up", _("Could not be sent")


class Message(models.Model):
    """Something to be told to one person by one way: kept until it was, once a key.

    A worker takes it for as long as `leased_until`; if that worker dies it is due again.
    `code` is what she answers with by SMS; `about` names a contact, alert or response.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True)
    country = models.CharField(max_length=2)
    way = models.ForeignKey(Way, models.CASCADE, related_name="messages")
    saying = models.CharField(max_length=12, choices=Saying.choices)
    about = models.CharField(max_length=40, db_index=True)
    # A call whose caller the telephone may still remember, for calling back.
    of_call = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=10, choices=Sending, default=Sending.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    # The channel's own name for it, and a code of what became of it.
    channel_id = models.CharField(max_length=80, blank=True, db_index=True)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"])]

    class Secrecy:
        coded = ("saying", "about", "of_call", "outcome")
        plain = (
            "id",
            "key",
            "country",
            "way",
            "code",
            "state",
            "made_at",
            "due_at",
            "leased_until",
            "attempts",
            "sent_at",
            "channel_id",
        )

    def __str__(self) -> str:
        return f"{self.saying} {self.id}"
