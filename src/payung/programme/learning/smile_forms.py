"""What is said of a course with three skies: on a phone, or counted from paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.once import OnceForm

from .codes import Sky, Wish


class SmileForm(OnceForm):
    """One answer on the phone: a sky, and what she would change."""

    sky = forms.ChoiceField(
        label=_("How was it for you?"), choices=Sky.choices, widget=forms.RadioSelect
    )
    wishes = forms.MultipleChoiceField(
        label=_("What should we change?"),
        choices=Wish.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def counts(self) -> dict[str, int]:
        """Return what was chosen, each once."""
        given = self.cleaned_data
        return dict.fromkeys((given["sky"], *given["wishes"]), 1)


class SmilePaperForm(OnceForm):
    """A heap of paper, counted: so many of each sky and of each wish."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.today = today
        for code, label in (*Sky.choices, *Wish.choices):
            self.fields[code] = forms.IntegerField(
                label=label, min_value=0, max_value=500, required=False
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
    def counts(self) -> dict[str, int]:
        """Return how many of each."""
        codes = (*Sky.values, *Wish.values)
        return {code: self.cleaned_data[code] or 0 for code in codes}
