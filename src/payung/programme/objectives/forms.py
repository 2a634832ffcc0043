"""What people type about an indicator: what is aimed at, and words; never a number of it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AimForm(forms.Form):
    """A number that is aimed at, or that was before, for a period, and why this one."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            ("target", _("What we aim at")),
            ("baseline", _("What it was before we began")),
        ],
        initial="target",
    )
    period = forms.CharField(
        label=_("Period"),
        max_length=8,
        help_text=_("2026-08 for a month, 2026-Q3 for a quarter, 2026 for a year."),
    )
    value = forms.FloatField(
        label=_("Number"),
        help_text=_("A share as 0.8 for 80 of 100; anything else as it is counted."),
    )
    because = forms.CharField(
        label=_("Why this number"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


class WordsForm(forms.Form):
    """Why a number is what it is, and what is done about it."""

    why = forms.CharField(
        label=_("Why it is so"),
        max_length=1000,
        help_text=_("Others read this. No names, nothing that happened to one person."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    what_we_do = forms.CharField(
        label=_("What we do"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
