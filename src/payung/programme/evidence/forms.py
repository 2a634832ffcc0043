"""What is asked before a bundle is made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.cases.recipients import Recipient


class BundleForm(forms.Form):
    """Which files, for whom, and whether with the names they came with."""

    originals = forms.TypedMultipleChoiceField(
        label=_("Originals"), required=False, coerce=UUID
    )
    copies = forms.TypedMultipleChoiceField(
        label=_("Working copies"), required=False, coerce=UUID
    )
    made_for = forms.ChoiceField(
        label=_("For whom"), choices=Recipient.choices, widget=forms.RadioSelect
    )
    with_names = forms.BooleanField(
        label=_("With the names the files came with, and what they show"),
        required=False,
        help_text=_("They may name somebody. Without this, files are only numbered."),
    )

    def __init__(
        self, *given: Any, originals: set[UUID], copies: set[UUID], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        for name, offered in (("originals", originals), ("copies", copies)):
            field = self.fields[name]
            assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101
            field.choices = [(str(one), str(one)) for one in offered]
