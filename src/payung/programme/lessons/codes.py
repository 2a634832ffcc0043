"""The coded lists of lessons, tools and practices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a lesson has come."""

    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("Checked")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Aim(models.TextChoices):
    """Which of the five objectives a lesson serves, in the words of the plan."""

    KNOWLEDGE = "1", _("People know their rights and have somebody to turn to")
    DOCUMENTING = "2", _("What happens is written down and acted on")
    POLICE = "3", _("Offices promise, and keep what they promised")
    PEER_LEARNING = "4", _("Countries learn from one another")
    REPLICATION = "5", _("What works is taken up elsewhere")


class Line(models.TextChoices):
    """What a second person confirms before others may read a lesson."""

    NO_NAMES = "no_names", _("It names nobody, and nobody can be recognised")
    NO_STORY = "no_story", _("It tells how we work, not what happened to one person")
    NO_PLACE = "no_place", _("It names no place smaller than a district")
    NO_SMALL = "no_small", _("It has no number below the smallest that we publish")
    NO_POST = "no_post", _("It says nothing that only one office could be meant by")
    NO_HARM = "no_harm", _("Nobody is in danger if an office reads it")


class ToolKind(models.TextChoices):
    """What a tool is."""

    FORM = "form", _("A form")
    COURSE = "course", _("A course")
    CARD = "card", _("A know-your-rights card")
    PAPER = "paper", _("A paper template")
    GUIDE = "guide", _("A guide or a checklist")
    PROGRAM = "program", _("A program or a spreadsheet")


class Licence(models.TextChoices):
    """Under which terms others may use a tool."""

    CC0 = "cc0", _("Free for everybody (CC0)")
    CC_BY = "cc_by", _("Free, say who made it (CC BY)")
    CC_BY_SA = "cc_by_sa", _("Free, say who made it, share alike (CC BY-SA)")
    NETWORK = "network", _("Only for the countries of this network")
    OPEN_SOURCE = "open", _("An open-source licence")


class Danger(models.TextChoices):
    """What could put somebody in danger where a practice is copied."""

    SEEN = "seen", _("Somebody could be seen or recognised")
    OFFICES = "offices", _("An office could turn against those who take part")
    CROWD = "crowd", _("Neighbours, owners or partners could turn violent")
    DATA = "data", _("What is written down could fall into wrong hands")
    WORKERS = "workers", _("Those of us who go out would be alone or at risk")
    CHILDREN = "children", _("Children could be drawn in")


class Stopped(models.TextChoices):
    """Why something that was taken up does not run any more."""

    SAFETY = "safety", _("It became dangerous")
    MONEY = "money", _("There was no money")
    PEOPLE = "people", _("There was nobody to do it")
    FORBIDDEN = "forbidden", _("It was forbidden")
    NOT_NEEDED = "not_needed", _("It was not needed any more")
    OTHER = "other", _("Another reason")


class AfterMonths(models.IntegerChoices):
    """When one looks at what was taken up."""

    SIX = 6, _("After six months")
    TWELVE = 12, _("After twelve months")


class Why(models.TextChoices):
    """Why something is withdrawn."""

    TYPED = "typed", _("It was written down wrong")
    TWICE = "twice", _("It is written down twice")
    NAMES = "names", _("It names somebody or tells too much")
    UNTRUE = "untrue", _("It turned out not to be so")
    UNSAFE = "unsafe", _("It could put somebody in danger")
    NOT_OURS = "not_ours", _("It is not ours to share")
