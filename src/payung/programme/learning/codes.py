"""The short lists of learning: levels, kinds of test, ways of asking, ways of counting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Whom a course is for."""

    KYR = "kyr", _("Know your rights")
    PARALEGAL = "paralegal", _("Paralegal")
    REFRESHER = "refresher", _("Refresher")
    POLICE = "police", _("For offices")


class TestKind(models.TextChoices):
    """When a test is taken. Practice is observed, not asked: see Observation."""

    __test__ = False

    PRE = "pre", _("Before the course")
    POST = "post", _("After the course")
    FOLLOW_UP = "followup", _("Three months later")


class Delivery(models.TextChoices):
    """How the questions are put."""

    TEXT = "text", _("She reads")
    ORAL = "oral", _("Read aloud")
    PICTOGRAM = "pictogram", _("Pictures and sound")


class Entered(models.TextChoices):
    """How the answers came in."""

    PHONE = "phone", _("On the telephone")
    PAPER = "paper", _("From paper")


class PictureKind(models.TextChoices):
    """What a browser shows as a picture."""

    PNG = "image/png", "PNG"
    WEBP = "image/webp", "WebP"


class SoundKind(models.TextChoices):
    """What a browser plays as a sound."""

    OGG = "audio/ogg", "Ogg"
    MP3 = "audio/mpeg", "MP3"
    M4A = "audio/mp4", "M4A"
    WAV = "audio/wav", "WAV"
