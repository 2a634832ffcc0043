"""What a reader may ask of the list and of the search."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .listing import Wanted


LONGEST = 40


def wanted_in(asked: QueryDict) -> Wanted:
    """Return what an address narrows by; what is not there narrows nothing."""

    def said(name: str) -> str:
        # A NUL would stop PostgreSQL, and no code or reference has one.
        return asked.get(name, "").replace("\0", "").strip()[:LONGEST]

    return Wanted(
        what=said("what"),
        by_whom=said("by"),
        stage=said("stage"),
        where=said("where"),
        reference=said("reference"),
    )


class Look(forms.Form):
    """Words to look for, and where: exactly, or in everything that is locked."""

    words = forms.CharField(
        label=_("Telephone number, code or words"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    within = forms.ChoiceField(
        label=_("Look for"),
        choices=[
            ("exact", _("This number or code, exactly")),
            ("text", _("These words, in everything I may open (takes longer)")),
        ],
        initial="exact",
        widget=forms.RadioSelect,
    )
