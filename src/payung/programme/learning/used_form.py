"""What a group is asked three months after its course, as counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.once import OnceForm

from .codes import Right


class UsedForm(OnceForm):
    """What a group did with its rights since the course: counts, and nobody's name."""

    on = forms.DateField(
        label=_("Day on which they were asked"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    asked = forms.IntegerField(label=_("Asked"), min_value=0, max_value=500)
    met = forms.IntegerField(
        label=_("Met the police since the course"), min_value=0, max_value=500
    )
    used = forms.IntegerField(
        label=_("Used at least one right then"), min_value=0, max_value=500
    )

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.today = today
        for code, label in Right.choices:
            self.fields[code] = forms.IntegerField(
                label=label, min_value=0, max_value=500, required=False
            )
        self.fields["totals_agreed"] = forms.BooleanField(
            label=_("They were told that totals are shown to others, and agreed."),
            required=False,
        )

    def clean_on(self) -> date:
        """Return the day; refuse one that is still to come."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(
                _("This is still to come. Choose the day it was.")
            )
        return day

    @property
    def by_right(self) -> dict[str, int]:
        """Return how many used each right."""
        return {code: self.cleaned_data[code] or 0 for code in Right.values}
