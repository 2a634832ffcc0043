"""The code lists of focus groups and of meetings with the lawyer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """Who sits together."""

    EVERYBODY = "all", _("Everybody")
    WOMEN = "women", _("Women")
    TRANS = "trans", _("Trans people")
    MEN = "men", _("Men")
    STREET = "street", _("Those who work in the street")
    VENUE = "venue", _("Those who work in a venue")
    ONLINE = "online", _("Those who work online")
    YOUNG = "young", _("Those of 18 to 24")


class Allowed(models.TextChoices):
    """What the group allows to be done with what was said."""

    NOTHING = "nothing", _("Nothing leaves this circle")
    CODES = "codes", _("Subjects and numbers may leave, no words")
    WORDS = "words", _("The findings may leave in words, without names")


class WhyTaken(models.TextChoices):
    """Why something of the minutes is taken back, or they are opened again."""

    NAMES = "names", _("It names somebody")
    TYPED = "typed", _("It was written down wrong")
    TWICE = "twice", _("It is written down twice")
    NOT_SAID = "not_said", _("The group did not say this")


class Severity(models.TextChoices):
    """How much it weighs for the group."""

    LITTLE = "1", _("It is a nuisance")
    HARD = "2", _("It makes life hard")
    DANGER = "3", _("It is dangerous")


class Since(models.TextChoices):
    """How long it has been so."""

    MONTH = "month", _("Since this month")
    YEAR = "year", _("Since this year")
    LONGER = "longer", _("For longer than a year")
    UNKNOWN = "unknown", _("Nobody knows")


class EvidenceKind(models.TextChoices):
    """What stands behind a finding."""

    LIVED = "lived", _("Several here have lived it")
    SEEN = "seen", _("Somebody here saw it")
    COUNTED = "counted", _("It was counted")
    PAPER = "paper", _("There is a paper")
    HEARD = "heard", _("It was heard from others")


class Answer(models.TextChoices):
    """What the group says to a finding: exactly one of four."""

    DECISION = "decision", _("We decide something")
    WATCH = "watch", _("We watch it until next time")
    REFERRED = "referred", _("We pass it on")
    NO_ACTION = "none", _("We do nothing, because")


class PassedTo(models.TextChoices):
    """Where a finding is passed on to."""

    LAWYER = "lawyer", _("The lawyer")
    PARALEGALS = "paralegals", _("The paralegals")
    OUTREACH = "outreach", _("Those who go out")
    HEALTH = "health", _("Health workers")
    COORDINATOR = "coordinator", _("The coordinator")
    PARTNER = "partner", _("Another organisation")


class Because(models.TextChoices):
    """Why nothing is done."""

    NOT_SAFE = "not_safe", _("It would put somebody in danger")
    NOT_OURS = "not_ours", _("Others have it in hand")
    NO_MEANS = "no_means", _("We have no means for it")
    NOT_WANTED = "not_wanted", _("The group does not want it")
    OVER = "over", _("It is over")


class Addressee(models.TextChoices):
    """Whom a decision is meant for."""

    OWN_TEAM = "own_team", _("Our own team")
    POLICE = "police", _("The police")
    HEALTH = "health", _("Health services")
    VENUE = "venue", _("Owners of a venue")
    OTHER = "other", _("Somebody else")


class DecidedBy(models.TextChoices):
    """How the group decided."""

    CONSENSUS = "consensus", _("Nobody was against it")
    VOTE = "vote", _("By a vote")


class ActionState(models.TextChoices):
    """What has become of something to be done."""

    OPEN = "open", _("To be done")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Given up")


class Dropped(models.TextChoices):
    """Why something was given up."""

    NOT_SAFE = "not_safe", _("It would put somebody in danger")
    NOT_POSSIBLE = "not_possible", _("It cannot be done here")
    NOT_NEEDED = "not_needed", _("It is not needed any more")
    NO_MEANS = "no_means", _("There was no time or money")


class Proof(models.TextChoices):
    """How it is known that something was done."""

    SEEN = "seen", _("Several saw it")
    PAPER = "paper", _("There is a paper or a photo")
    TOLD = "told", _("Whoever did it says so")


class Subject(models.TextChoices):
    """What a question to the lawyer is about."""

    STOPPED = "stopped", _("Being stopped or searched")
    TAKEN = "taken", _("Being taken and held")
    MONEY = "money", _("Money that is demanded")
    COURT = "court", _("Court, bail and fines")
    COMPLAINT = "complaint", _("Complaining about an officer")
    VIOLENCE = "violence", _("Violence by clients or partners")
    HOME = "home", _("Home and eviction")
    CHILDREN = "children", _("Children and family")
    PAPERS = "papers", _("Identity papers")
    WORK = "work", _("Pay and owners of venues")
    ONLINE = "online", _("Pictures, telephones and the internet")
    OTHER = "other", _("Something else")


class Sure(models.TextChoices):
    """How sure the lawyer is of an answer."""

    HIGH = "high", _("Sure")
    MEDIUM = "medium", _("Fairly sure")
    LOW = "low", _("Not sure: ask before you rely on it")


class Part(models.TextChoices):
    """Which sealed text a subject was marked in."""

    FINDING = "finding", _("A finding")
    NOTE = "note", _("The notes of the day")
