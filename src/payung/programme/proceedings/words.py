"""The words for tracks, bodies, steps, outcomes and dates at court."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.engines.proceedings import Body, Deed


class Purpose(models.TextChoices):
    """What a date at court is for."""

    PRODUCTION = "production", gettext_lazy("First time before a judge")
    REMAND = "remand", gettext_lazy("Whether she stays held")
    BAIL = "bail", gettext_lazy("Release on bail")
    CHARGE = "charge", gettext_lazy("The charge is read")
    TRIAL = "trial", gettext_lazy("Witnesses and proof")
    DECISION = "decision", gettext_lazy("The court decides")
    APPEAL = "appeal", gettext_lazy("Before a higher court")
    INQUIRY = "inquiry", gettext_lazy("An inquiry")
    SETTLEMENT = "settlement", gettext_lazy("To agree with the other side")
    OTHER = "other", gettext_lazy("Something else")


def body_label(body: str) -> str:
    """Return what a kind of body is called; "" for none."""
    return {
        Body.POLICE.value: _("Police"),
        Body.PROSECUTOR.value: _("Prosecutor"),
        Body.COURT.value: _("Court"),
        Body.PRISON.value: _("Prison"),
        Body.OFFICIAL.value: _("District officer"),
        Body.INTERNAL_AFFAIRS.value: _("Internal affairs"),
        Body.HUMAN_RIGHTS.value: _("Human-rights institution"),
        Body.OTHER_SIDE.value: _("The other side"),
    }.get(body, body)


def deed_label(deed: Deed, *, filed: bool) -> str:
    """Return the word on the button that writes this down; `filed`: it is handed in."""
    if filed:
        return {
            Deed.ASKED: _("Handed in"),
            Deed.DONE: _("They took it"),
            Deed.REFUSED: _("They would not take it"),
        }[deed]
    return {
        Deed.ASKED: _("Was asked for"),
        Deed.DONE: _("Happened"),
        Deed.REFUSED: _("Was refused"),
    }[deed]


def outcome_words(code: str) -> str:
    """Return what an outcome is called; the English is that of the list of outcomes."""
    return {
        "released_investigated": _("Free, still being investigated"),
        "released_on_trial": _("Free, the trial goes on"),
        "stopped": _("Free, it was stopped"),
        "acquitted": _("Free, found not guilty"),
        "served": _("Free, the sentence is over"),
        "held_unlawfully": _("Held without a lawful reason"),
        "in_post_uncharged": _("Still in post and not charged"),
        "in_post_charged": _("Still in post and charged now"),
        "in_post_unpunished": _("Still in post, was charged, not punished"),
        "in_post_little": _("Still in post, was charged, hardly punished"),
        "in_post_prison": _("Still in post on paper, in prison now"),
        "in_post_served": _("Still in post, the sentence is over"),
        "out_uncharged": _("Dismissed or moved down and not charged"),
        "out_charged": _("Dismissed or moved down and charged now"),
        "out_unpunished": _("Dismissed or moved down, was charged, not punished"),
        "out_little": _("Dismissed or moved down, was charged, hardly punished"),
        "out_prison": _("Dismissed or moved down, in prison now"),
        "out_served": _("Dismissed or moved down, the sentence is over"),
        "accountability_unknown": _("Nobody knows what became of the officer"),
        "acknowledged": _("They say that it happened"),
        "denied": _("They say that it did not happen"),
        "not_responsible": _("They say that it happened but was not theirs"),
        "explained_otherwise": _("They say that it happened in another way"),
        "took_responsibility": _("They say that it happened and that it was theirs"),
        "paid_full": _("Paid in full"),
        "paid_most": _("Paid for the greater part"),
        "paid_part": _("Paid in part"),
        "paid_nothing": _("Nothing was paid"),
        "granted": _("Granted"),
        "granted_in_part": _("Granted in part"),
        "not_granted": _("Not granted"),
        "found_not_guilty": _("Found not guilty"),
        "found_guilty": _("Found guilty"),
        "she_stopped_it": _("She wanted it to stop"),
        "begun_elsewhere": _("It goes on at another office"),
    }.get(code, code)
