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


class Why(models.TextChoices):
    """Why something that was written down counts no more."""

    MISTAKE = "mistake", _("It was written down by mistake")
    TWICE = "twice", _("It was written down twice")
    AGE = "age", _("She is under eighteen")
    WISH = "wish", _("She asked for it")


class Sky(models.TextChoices):
    """How a course was for somebody: a sun, a cloud or rain."""

    GLAD = "glad", _("Good")
    SO_SO = "so-so", _("So-so")
    NOT_GLAD = "not-glad", _("Not good")


class Wish(models.TextChoices):
    """What somebody would change. A short list, so that nobody is known by her words."""

    SLOWER = "slower", _("Go more slowly")
    FASTER = "faster", _("Go faster")
    PLAINER = "plainer", _("Plainer words")
    LANGUAGE = "language", _("In my own language")
    EXAMPLES = "examples", _("More from our own lives")
    TALK = "talk", _("More time to talk")
    HOUR = "hour", _("Another day or hour")
    PLACE = "place", _("Another place")
    CHILDREN = "children", _("Somebody to mind the children")
    SAFER = "safer", _("I did not feel safe")


class Right(models.TextChoices):
    """What somebody may ask of the police, and did."""

    GROUND = "ground", _("Asked why she was held")
    LAWYER = "lawyer", _("Called a lawyer")
    RECEIPT = "receipt", _("Asked for a receipt")
    BADGE = "badge", _("Asked for the badge number")


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
