"""What people type about counselling."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.cases.moments import LocalMoment, tell_zone
from payung.programme.cases.stages import Outcome

from .closing import Checks
from .codes import (
    Choice,
    Dropped,
    GoalState,
    Priority,
    Risk,
    Sent,
    Service,
    SessionKind,
)


LOCKED = _("Kept locked. Only the team can read it.")


def words(label: Any, *, required: bool = False, rows: int = 4) -> forms.CharField:
    """Return a field for words that are sealed."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=LOCKED,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )


class NeedForm(forms.Form):
    """Something she needs."""

    service = forms.ChoiceField(label=_("What she needs"), choices=Service.choices)
    priority = forms.ChoiceField(
        label=_("How soon"), choices=Priority.choices, widget=forms.RadioSelect
    )
    text = words(_("In her words"))


class OptionForm(forms.Form):
    """Something that was explained to her."""

    service = forms.ChoiceField(label=_("What you explained"), choices=Service.choices)
    text = words(_("What you told her about it"))


class DecisionForm(forms.Form):
    """What she decides."""

    choice = forms.ChoiceField(
        label=_("What she decides"), choices=Choice.choices, widget=forms.RadioSelect
    )
    text = words(_("In her words"))


class ReferralForm(forms.Form):
    """How it stands with a need."""

    sent = forms.ChoiceField(
        label=_("How it stands"), choices=Sent.choices, widget=forms.RadioSelect
    )
    text = words(_("Where to, with whom, what they said"))


class GoalForm(forms.Form):
    """A goal of the plan."""

    text = words(_("What she wants to reach"), required=True)
    due_at = LocalMoment(label=_("By when"))

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class GoalEndForm(forms.Form):
    """The end of a goal: reached, or given up for a reason."""

    state = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(one.value, one.label) for one in (GoalState.DONE, GoalState.DROPPED)],
        widget=forms.RadioSelect,
    )
    dropped = forms.ChoiceField(
        label=_("If it was given up: why"),
        choices=[("", "–"), *Dropped.choices],
        required=False,
    )
    text = words(_("More about it"))

    def clean(self) -> dict[str, Any]:
        """Ask why where a goal is given up."""
        typed = super().clean() or {}
        if typed.get("state") == GoalState.DROPPED and not typed.get("dropped"):
            self.add_error("dropped", _("Say why it was given up."))
        return typed


class SessionForm(forms.Form):
    """A session that took place."""

    held_at = LocalMoment(label=_("When"))
    kind = forms.ChoiceField(label=_("How"), choices=SessionKind.choices)
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1)
    text = words(_("What was said"), rows=8)

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class RiskForm(forms.Form):
    """How great the danger is."""

    level = forms.ChoiceField(
        label=_("How great is the danger now"),
        choices=Risk.choices,
        widget=forms.RadioSelect,
    )
    text = words(_("Why you think so, and what keeps her safe"))
    next_at = LocalMoment(
        label=_("Look at it again on"),
        required=False,
        help_text=_("Empty means: after 30, 7, 3 days or 1 day, by how great it is."),
    )

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class CloseForm(forms.Form):
    """Why a case ends, and what was done before where somebody is counselled."""

    outcome = forms.ChoiceField(
        label=_("Why"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    safety_plan_reviewed = forms.BooleanField(
        label=_("We looked at the plan for her safety together"), required=False
    )
    told_she_can_return = forms.BooleanField(
        label=_("She was told that she can come back at any time"), required=False
    )
    text = words(_("What to remember"), rows=3)

    def __init__(self, *given: Any, counselled: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        if not counselled:
            del self.fields["safety_plan_reviewed"]
            del self.fields["told_she_can_return"]

    def checks(self) -> Checks:
        """Return what was ticked; nothing where nothing was asked."""
        typed = self.cleaned_data
        return Checks(
            safety_plan_reviewed=bool(typed.get("safety_plan_reviewed")),
            told_she_can_return=bool(typed.get("told_she_can_return")),
        )
