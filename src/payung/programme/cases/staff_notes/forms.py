"""What people write for staff only, and which words they mask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.cases.forms import LONG, offer
from payung.programme.cases.models import ForWhom, MaskReason, NoteKind


class StaffNoteForm(forms.Form):
    """A note for staff."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=NoteKind.choices)
    for_whom = forms.ChoiceField(
        label=_("Who reads it"), choices=ForWhom.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Note"),
        help_text=_(
            "Kept locked. It is in no paper and no bundle, and she is never given it."
        ),
        widget=forms.Textarea(attrs=LONG),
    )


class MaskForm(forms.Form):
    """Which words of which text, and why."""

    where = forms.ChoiceField(label=_("Where they stand"))
    words = forms.CharField(
        label=_("The words, exactly as they stand there"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.ChoiceField(
        label=_("Why"), choices=MaskReason.choices, widget=forms.RadioSelect
    )

    def __init__(self, *given: Any, texts: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "where", texts)
