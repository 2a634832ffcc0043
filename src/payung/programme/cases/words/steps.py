"""The words for steps, pauses and how sure a limit is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from payung.engines.clocks import Confidence, Event


def step_label(event: Event) -> str:
    """Return what a step is called."""
    return {
        Event.AT_STATION: _("Arrived at the station"),
        Event.REASON_TOLD: _("The reason was told"),
        Event.PAPER_GIVEN: _("The paper was given"),
        Event.FAMILY_TOLD: _("The family was told"),
        Event.COUNSEL_CONTACT: _("Spoke with a lawyer"),
        Event.BODY_EXAMINED: _("The body was examined"),
        Event.FIRST_PRODUCTION: _("First time before a judge"),
        Event.DETENTION_ORDER: _("An order to hold was made"),
        Event.PROSECUTOR_ORDER: _("The prosecutor ordered to hold"),
        Event.TRIAL_COURT_ORDER: _("The trial court ordered to hold"),
        Event.HIGH_COURT_ORDER: _("The high court ordered to hold"),
        Event.SUPREME_COURT_ORDER: _("The supreme court ordered to hold"),
        Event.REMANDED: _("Handed over by the police"),
        Event.RELEASE: _("Released"),
    }.get(event, event.value.replace("_", " "))


def pause_label(kind: str) -> str:
    """Return what a stretch that is not counted is called."""
    return {
        "journey_to_station": _("Journey to the station"),
        "journey_to_magistrate": _("Journey to court"),
        "in_prison": _("Not with the police"),
    }.get(kind, kind.replace("_", " "))


def confidence_label(confidence: Confidence) -> str:
    """Return how sure the limit is, in words."""
    return {
        Confidence.HIGH: _("fairly sure"),
        Confidence.MEDIUM: _("not quite sure"),
        Confidence.LOW: _("unsure: ask a lawyer first"),
    }[confidence]
