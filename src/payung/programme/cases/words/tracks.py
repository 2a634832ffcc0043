"""The words of the timeline for what courts, police and other bodies did."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.engines.proceedings import Track
from payung.programme.cases.models import Happened


class HearingState(models.TextChoices):
    """How a date at court stands."""

    SET = "set", gettext_lazy("Is to come")
    HELD = "held", gettext_lazy("It was held")
    POSTPONED = "postponed", gettext_lazy("It was put off")
    NOT_PRODUCED = "not_produced", gettext_lazy("She was not brought to it")
    TAKEN_BACK = "taken_back", gettext_lazy("There was no such date")


# Lines about a track: what they are about is a track, a step or a date at court.
TRACKED = frozenset(
    {
        Happened.TRACK_BEGAN,
        Happened.TRACK_ENDED,
        Happened.ASKED_FOR,
        Happened.TRACK_STEP,
        Happened.REFUSED,
        Happened.TRACK_BACK,
        Happened.DATE,
    }
)


def tracked_about(kind: Happened, code: str) -> str:
    """Return what such a line is about, in words."""
    if kind in {Happened.TRACK_BEGAN, Happened.TRACK_ENDED}:
        return track_label(Track(code))
    if kind is Happened.DATE:
        return str(HearingState(code).label)
    return step_words(code)


def track_label(track: Track) -> str:
    """Return what a track is called."""
    return {
        Track.DEFENCE: _("Her defence"),
        Track.COMPLAINT: _("Her complaint"),
        Track.CIVIL: _("Her claim"),
    }[track]


def step_words(code: str) -> str:
    """Return what a step is called; the English is that of the list of steps."""
    return {
        "D1": _("Taken away"),
        "D2": _("Arrived at the station"),
        "D3": _("The paper was given"),
        "D4": _("The reason was told"),
        "D5": _("The family was told"),
        "D6": _("Spoke with a lawyer"),
        "D7": _("First time before a judge"),
        "D8": _("An order to hold was made"),
        "D9": _("Release on bail was asked for"),
        "D10": _("Decision on bail"),
        "D11": _("The charge was written"),
        "D12": _("Before the court"),
        "D13": _("The court decided"),
        "D14": _("The sentence was given"),
        "D15": _("A higher court was asked"),
        "D16": _("Released"),
        "D17": _("Her things were given back"),
        "K1": _("A report was offered to the police"),
        "K2": _("It was registered"),
        "K3": _("Registering it was refused"),
        "K4": _("Taken to court directly"),
        "K5": _("Handed to internal affairs"),
        "K6": _("Handed to the human-rights institution"),
        "K7": _("An inquiry began"),
        "K8": _("The inquiry found something"),
        "K9": _("Discipline"),
        "K10": _("Prosecution"),
        "K11": _("Compensation"),
        "K12": _("Closed without doing anything"),
        "C1": _("The claim was handed in"),
        "C2": _("The other side answered"),
        "C3": _("Before the court"),
        "C4": _("Both sides agreed"),
        "C5": _("The court decided"),
        "C6": _("A higher court was asked"),
        "C7": _("Paid"),
        "C8": _("Closed"),
    }.get(code, code)
