"""The code lists of counselling, as the reporting form and GBVIMS have them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Service(models.TextChoices):
    """What somebody may need, and who gives it."""

    LEGAL_PARALEGAL = "legal_paralegal", _("A paralegal")
    LEGAL_ATTORNEY = "legal_attorney", _("An attorney")
    LEGAL_STATEAID = "legal_stateaid", _("Legal aid of the state")
    HEALTH_PEP = "health_pep", _("Medicine after forced sex, within 72 hours")
    HEALTH_INJURY = "health_injury", _("Care for an injury")
    HEALTH_OTHER = "health_other", _("Other health care")
    HEALTH_CERT = "health_cert", _("A doctor's paper")
    PSS = "pss", _("Somebody to talk to")
    SHELTER = "shelter", _("A safe place to stay")
    POLICE_PROTECT = "police_protect", _("Protection by the police")
    NHRI = "nhri", _("The human-rights institution")
    CHILD = "child", _("Care for her children")
    LIVELIHOOD = "livelihood", _("A way to earn money")
    DOCS = "docs", _("Identity papers")
    INTERP = "interp", _("An interpreter")
    PEER = "peer", _("Others who have been through it")
    OTHER = "other", _("Something else")


class Priority(models.TextChoices):
    """How soon a need has to be seen to."""

    H24 = "h24", _("Within 24 hours")
    M72 = "m72", _("Within 72 hours")
    LOW = "low", _("When it can be done")


class Choice(models.TextChoices):
    """What she decided about one thing that was explained to her."""

    WANTS = "wants", _("She wants it")
    DECLINES = "declines", _("She does not want it")
    LATER = "later", _("She will decide later")


class GoalState(models.TextChoices):
    """How far a goal of the plan is."""

    OPEN = "open", _("Not reached yet")
    DONE = "done", _("Reached")
    DROPPED = "dropped", _("Given up")


class Dropped(models.TextChoices):
    """Why a goal was given up."""

    NOT_WANTED = "not_wanted", _("She does not want it any more")
    NOT_POSSIBLE = "not_possible", _("It cannot be done here")
    NOT_SAFE = "not_safe", _("It would put her in danger")
    REPLACED = "replaced", _("Another goal has taken its place")
    OTHER = "other", _("Another reason")


class SessionKind(models.TextChoices):
    """How a session took place."""

    MEETING = "meeting", _("Face to face")
    PHONE = "phone", _("By telephone")
    MESSAGE = "message", _("In writing")
    VISIT = "visit", _("At her place")
    CUSTODY = "custody", _("Where she is held")
    GROUP = "group", _("In a group")


class Sent(models.TextChoices):
    """How it stands with a service that was asked for her: GBVIMS's six, and two."""

    REFERRED = "referred", _("She was sent there")
    OWN = "own", _("We give it ourselves")
    ALREADY = "already", _("She has it already")
    NOT_APPLICABLE = "na", _("It does not apply")
    DECLINED = "declined", _("She did not want it")
    UNAVAILABLE = "unavailable", _("There is none")
    REFUSED = "refused", _("They turned her away")
    DONE = "done", _("She got it")


# Somebody outside is told of her: only with her yes, and after she has chosen it.
TELLS_OTHERS = frozenset({Sent.REFERRED, Sent.REFUSED, Sent.DONE})
# Nothing is waited for any more.
SETTLED = frozenset(
    {
        Sent.OWN,
        Sent.ALREADY,
        Sent.NOT_APPLICABLE,
        Sent.DECLINED,
        Sent.UNAVAILABLE,
        Sent.DONE,
    }
)


class Risk(models.TextChoices):
    """How great the danger is now."""

    LOW = "low", _("Little danger")
    MEDIUM = "medium", _("Some danger")
    HIGH = "high", _("Great danger")
    EXTREME = "extreme", _("Danger to her life")


# Days until the danger is looked at again. Ours, until a country says otherwise.
LOOK_AGAIN_DAYS = {Risk.LOW: 30, Risk.MEDIUM: 7, Risk.HIGH: 3, Risk.EXTREME: 1}


class DueKind(models.TextChoices):
    """What comes due in counselling."""

    SAFETY = "safety", _("Ask whether she is safe")
    WEEK = "week", _("Ask how she is, after a week")
    MONTH = "month", _("Ask how she is, after a month")
    PLAN = "plan", _("Look at the plan together")
    RISK = "risk", _("Look again at the danger")
    NEED = "need", _("See to a need")
    GOAL = "goal", _("A goal of the plan")
