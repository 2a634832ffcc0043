"""The short lists of outreach: what a place is, why somebody goes, what is given."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VenueKind(models.TextChoices):
    """What sort of place people work at."""

    STREET = "street", _("Street")
    BROTHEL = "brothel", _("House")
    LODGE = "lodge", _("Lodge")
    BAR = "bar", _("Bar")
    MASSAGE = "massage", _("Massage")
    ONLINE = "online", _("Online")
    HOME = "home", _("At home")


class Attitude(models.TextChoices):
    """How those who decide who comes in look at us."""

    WELCOMES = "welcomes", _("Lets us in gladly")
    ALLOWS = "allows", _("Lets us in")
    UNSURE = "unsure", _("Not sure")
    AGAINST = "against", _("Does not want us")
    NOBODY = "nobody", _("Nobody decides there")


class Method(models.TextChoices):
    """How a size was estimated."""

    COUNTED = "counted", _("Counted there")
    PEERS = "peers", _("Those who work there said so")
    KEEPERS = "keepers", _("Those who keep the place said so")
    MAPPED = "mapped", _("From the mapping")
    GUESS = "guess", _("Guessed")


class Purpose(models.TextChoices):
    """Why two of us go there."""

    REGULAR = "regular", _("As promised")
    FOLLOW_UP = "follow_up", _("Follow something up")
    CRISIS = "crisis", _("After something happened")
    COUNT = "count", _("Count anew")
    INVITE = "invite", _("Invite to something")


class Material(models.TextChoices):
    """What is given into somebody's hand."""

    CONDOMS = "condoms", _("Condoms")
    LUBRICANT = "lubricant", _("Lubricant")
    RIGHTS_CARD = "rights", _("Rights card")
    NUMBER_CARD = "number", _("Card with our number")
    KIT = "kit", _("Kit")


class AlertKind(models.TextChoices):
    """What others have to know before they go there."""

    CRACKDOWN = "crackdown", _("Police are clearing the place")
    VIOLENT_CLIENT = "client", _("A client who hurts people")


class What(models.TextChoices):
    """What one tap in the diary counts."""

    PERSON = "person", _("Somebody was met")
    MATERIAL = "material", _("Something was given")
    CARD = "card", _("Somebody was met who has a card")
    VIOLENCE = "violence", _("Whether violence was heard of")
