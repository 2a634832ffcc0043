"""The short lists of a room: how a day went, why it closed, what somebody got there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What became of a day; the same words as engines.indicators.Opening."""

    OPEN = "open", _("Was open")
    PARTLY = "partly", _("Was open for part of the day")
    CLOSED = "closed", _("Was closed")


class Reason(models.TextChoices):
    """Why it had to close."""

    RAID = "raid", _("Raid")
    THREAT = "threat", _("Threat")
    STRIKE = "strike", _("Strike")
    CURFEW = "curfew", _("Curfew")
    FLOOD = "flood", _("Flood or storm")
    HOLIDAY = "holiday", _("Holiday")
    MONEY = "money", _("No money")
    STAFF = "staff", _("Nobody to do it")
    OTHER = "other", _("Something else")


# Of these the team is told at once.
NOT_SAFE = frozenset({Reason.RAID, Reason.THREAT})


class Counter(models.TextChoices):
    """The three big counters of the door."""

    NEW = "new", _("New today")
    BACK = "back", _("Came back")
    CARD = "card", _("Came with a card")


class Service(models.TextChoices):
    """What somebody got there."""

    REST = "rest", _("Rest")
    SHOWER = "shower", _("Shower")
    KIT = "kit", _("Kit")
    COUNSELLING = "counselling", _("Counselling")
    TRAINING = "training", _("Course")
    LAWYER = "lawyer", _("Lawyer")
    REFERRAL = "referral", _("Sent on")


class Word(models.TextChoices):
    """What is said at the door about the day itself."""

    OPEN = "open", _("We are open")
    CLOSE = "close", _("We had to close")


class Broken(models.TextChoices):
    """Which house rule was broken."""

    QUARREL = "quarrel", _("Quarrel")
    HURT = "hurt", _("Somebody was hurt")
    DRUNK = "drunk", _("Drink or drugs")
    THEFT = "theft", _("Something was taken away")
    STRANGER = "stranger", _("A stranger came in")
    TALKED = "talked", _("Somebody was talked about outside")
    OTHER = "other", _("Something else")


class Done(models.TextChoices):
    """What was done about it."""

    SPOKE = "spoke", _("We spoke about it")
    SENT_HOME = "sent_home", _("She was asked to go for today")
    KEPT_OUT = "kept_out", _("She was asked to stay away for a while")
    HELP = "help", _("Others came to help")
    NOTHING = "nothing", _("Nothing yet")
