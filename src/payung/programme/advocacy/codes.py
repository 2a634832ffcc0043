"""The short lists of advocacy: tiers, kinds of promise, what proves that one was kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """How high a post stands."""

    STATION = "station", _("Station")
    DISTRICT = "district", _("District")
    DIVISION = "division", _("Division or region")
    NATIONAL = "national", _("National")


class PromiseKind(models.TextChoices):
    """What was promised, as countries/codes/promises.csv lists it."""

    TRAINING = "training", _("Train the staff")
    FOCAL_POINT = "focal_point", _("Name one post that answers")
    NO_CONDOMS = "no_condoms", _("No condoms as evidence")
    TELL_PARALEGAL = "tell_paralegal", _("Call the paralegal when somebody is taken")
    COMPLAINT = "complaint", _("Answer a complaint")
    OTHER = "other", _("Something else")


class WhyWithdrawn(models.TextChoices):
    """Why what was written down as a promise is not one."""

    POST = "post", _("The wrong post")
    KIND = "kind", _("Something else was promised")
    DAY = "day", _("The wrong day")
    TWICE = "twice", _("It was written down twice")
    NAMES = "names", _("It names somebody")
    NEVER = "never", _("It was not promised")


class HowVerified(models.TextChoices):
    """How it shall be seen whether it was kept."""

    ASK_COMMUNITY = "community", _("We ask the community")
    OWN_RECORDS = "records", _("Our own records show it")
    PAPER = "paper", _("They give us a paper")


class Tone(models.TextChoices):
    """How the meeting went."""

    OPEN = "open", _("They listened")
    POLITE = "polite", _("Polite, no more")
    HOSTILE = "hostile", _("Hostile")


class Verdict(models.TextChoices):
    """What somebody found when she looked whether a promise was kept."""

    KEPT = "kept", _("Kept")
    PARTLY = "partly", _("Partly kept")
    NOT = "not", _("Not kept")
    UNVERIFIABLE = "unknown", _("Cannot be found out")


class Evidence(models.TextChoices):
    """What shows it."""

    SEEN = "seen", _("Seen by one of us")
    TOLD = "told", _("Told by people it concerns")
    PAPER = "paper", _("A paper")
    FIGURES = "figures", _("Our figures")
    NONE = "none", _("Nothing yet")


class VerifiedBy(models.TextChoices):
    """Who or what confirms it."""

    COMMUNITY = "community", _("The community")
    PARALEGAL = "paralegal", _("A paralegal")
    DOCUMENT = "document", _("A document")


# HURIDOCS micro-thesaurus 27, "pledged commitment" and below; as in the code list.
MT27: Mapping[PromiseKind, str] = {
    PromiseKind.TRAINING: "020300000000",
    PromiseKind.FOCAL_POINT: "020100000000",
    PromiseKind.NO_CONDOMS: "020300000000",
    PromiseKind.TELL_PARALEGAL: "020100000000",
    PromiseKind.COMPLAINT: "020400000000",
    PromiseKind.OTHER: "020000000000",
}
