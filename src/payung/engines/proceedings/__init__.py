"""The steps of defence, complaint and civil tracks, and what cannot follow what."""

from __future__ import annotations

from ._offers import Offer, offers
from ._outcomes import Outcome, OutcomeKind, Outcomes, read_outcomes
from ._refusals import (
    Deed,
    Kept,
    New,
    Problem,
    Wrong,
    contradictions,
    open_one,
    refuse,
    refuse_hearing,
    refuse_taking_back,
)
from ._reminders import Reminder, ReminderKind, next_reminder, reminders
from ._steps import Body, BrokenTable, StepKind, Table, Track, read_table
from ._substitutes import Ask, Asking, first_ask, next_ask


__all__ = [
    "Ask",
    "Asking",
    "Body",
    "BrokenTable",
    "Deed",
    "Kept",
    "New",
    "Offer",
    "Outcome",
    "OutcomeKind",
    "Outcomes",
    "Problem",
    "Reminder",
    "ReminderKind",
    "StepKind",
    "Table",
    "Track",
    "Wrong",
    "contradictions",
    "first_ask",
    "next_ask",
    "next_reminder",
    "offers",
    "open_one",
    "read_outcomes",
    "read_table",
    "refuse",
    "refuse_hearing",
    "refuse_taking_back",
    "reminders",
]
