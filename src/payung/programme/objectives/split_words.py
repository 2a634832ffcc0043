"""Words for the axes by which numbers are divided, and for their categories."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Choices
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from payung.programme.activities import categories
from payung.programme.activities.models import Reason as NotHeld
from payung.programme.advocacy import codes as advocacy
from payung.programme.circles import codes as circles
from payung.programme.consents.models import Answer
from payung.programme.counselling.codes import Service as Needed
from payung.programme.learning.codes import Delivery, Right
from payung.programme.lessons.codes import Aim, Danger, ToolKind
from payung.programme.lessons.shelf import country_name
from payung.programme.outreach.codes import VenueKind
from payung.programme.places.queries import area_names
from payung.programme.proceedings.words import body_label
from payung.programme.safe_spaces.codes import Reason as Closed
from payung.programme.safe_spaces.codes import Service

from .queries.splits.axis import BANDS
from .score_models import ScoredArea


_LISTS: Mapping[str, tuple[type[Choices], ...]] = {
    "gender": (categories.Gender,),
    "age_band": (categories.Age,),
    "work_setting": (categories.Setting,),
    "first_time": (categories.First,),
    "first_contact": (categories.First,),
    "delivery": (Delivery,),
    "item": (Right,),
    "area": (ScoredArea,),
    "venue_type": (VenueKind,),
    "reason_not_held": (NotHeld,),
    "reason_closed": (Closed,),
    "service": (Service, Needed),
    "topic": (circles.Subject,),
    "group": (circles.Group,),
    "addressee": (circles.Addressee,),
    "tier": (advocacy.Tier,),
    "verifier": (advocacy.VerifiedBy,),
    "consent": (Answer,),
    "objective": (Aim,),
    "tool_type": (ToolKind,),
    "blocker_kind": (Danger,),
}


def axis_words(axis: str) -> str:
    """Return what an axis is called."""
    return _axes().get(axis) or axis.replace("_", " ")


def category_words(axis: str, category: str, country: str) -> str:
    """Return what a category is called: from its own list, or else the code in words."""
    if axis in {"admin1", "admin2"}:
        return area_names(country, get_language() or "en").get(category) or _plain(
            category
        )
    if axis == "language":
        return _language(category)
    if axis == "receiver":
        return country_name(category)
    if axis == "practice":
        return category
    if axis in {"hour_band", "time_band"} and category in BANDS:
        first = int(category[1:])
        return f"{first:02}:00–{first + 6:02}:00"
    for known in _LISTS.get(axis, ()):
        if category in known.values:
            return str(known(category).label)
    if axis in {"forum", "body", "step"}:
        label = body_label(category)
        return _plain(category) if label == category else label
    if axis == "kind" and category in advocacy.PromiseKind.values:
        return str(advocacy.PromiseKind(category).label)
    return _codes().get(category) or _plain(category)


def _plain(category: str) -> str:
    return _codes().get(category) or category.replace("_", " ")


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return _plain(code)


def _axes() -> dict[str, str]:
    return {
        "site": _("By room"),
        "gender": _("By gender"),
        "age_band": _("By age"),
        "work_setting": _("By where she works"),
        "first_time": _("By first time"),
        "first_contact": _("By first time"),
        "course": _("By course"),
        "language": _("By language"),
        "delivery": _("By way of asking"),
        "venue_type": _("By kind of place"),
        "team": _("By team"),
        "reason_not_held": _("Not held, by reason"),
        "reason_closed": _("Not open, by reason"),
        "service": _("By service"),
        "issue": _("By what it is about"),
        "topic": _("By subject"),
        "perpetrator_type": _("By who did it"),
        "step": _("By step"),
        "consent": _("By whether she agreed to a complaint"),
        "consent_level": _("By use"),
        "admin1": _("By region"),
        "admin2": _("By district"),
        "violation_type": _("By what happened"),
        "setting": _("By where it happened"),
        "channel": _("By way"),
        "forum": _("By where it was filed"),
        "outcome": _("By outcome"),
        "group": _("By group"),
        "addressee": _("By whom it is meant for"),
        "tier": _("By rank"),
        "brief_shown": _("By whether a brief was shown"),
        "community_speaker": _("By whether somebody of the community spoke"),
        "kind": _("By kind"),
        "verifier": _("By who confirmed it"),
        "unit_kind": _("By kind of office"),
        "ground": _("By ground"),
        "time_band": _("By time of day"),
        "who": _("By who was there first"),
        "hours_to_contact": _("By how soon"),
        "body": _("By office"),
        "hour_band": _("By time of day"),
        "priority": _("By urgency"),
        "role": _("By duty"),
        "item": _("By right"),
        "checklist_domain": _("By part of the checklist"),
        "community_member": _("By whether she is of the community"),
        "half_year": _("By half year"),
        "area": _("By area of work"),
        "area_kind": _("By town or country"),
        "mode": _("By way of meeting"),
        "countries": _("By country"),
        "objective": _("By objective"),
        "receiver": _("By country"),
        "tool_type": _("By kind"),
        "practice": _("By practice"),
        "blocker_kind": _("By danger left open"),
        "interpreted": _("By whether it was interpreted"),
    }


def _codes() -> dict[str, str]:
    return {
        "not_said": _("Not said"),
        "not_written": _("Not written down"),
        "otherwise": _("Otherwise"),
        "other": _("Other"),
        "yes": _("Yes"),
        "no": _("No"),
        "pending": _("Not decided yet"),
        "later": _("Later"),
        "h1": _("Within an hour"),
        "h3": _("Within three hours"),
        "h24": _("Within a day"),
        "attorney": _("An attorney"),
        "paralegal": _("One of ours"),
        "hotline": _("The line"),
        "backup": _("Backup"),
        "state": _("Others of the state"),
        "client": _("Clients"),
        "partner": _("Partner or family"),
        "venue": _("Owners and staff of a venue"),
        "community": _("People around"),
        "counselling": _("Counselling"),
        "representation": _("A lawyer speaks for her"),
        "at_her_side": _("One of ours at her side"),
        "help": _("To help her"),
        "statistics": _("To be counted"),
        "advocacy": _("For talks with offices"),
        "court": _("For the court"),
        "public": _("In public"),
        "w": _("Woman"),
        "tw": _("Trans woman"),
        "tm": _("Trans man"),
        "nb": _("Other"),
        "ns": _("Not said"),
        "dk": _("Not known"),
        "u18": _("Under 18"),
        "18_24": _("18 to 24"),
        "25_34": _("25 to 34"),
        "35_44": _("35 to 44"),
        "45p": _("45 and over"),
        "call": _("Call"),
        "missed_call": _("Missed call"),
        "sms": _("Text message"),
        "chat": _("Chat"),
        "own_phone": _("A paralegal's own phone"),
        "a": "A",
        "b": "B",
        "c": "C",
        "d": "D",
    }
