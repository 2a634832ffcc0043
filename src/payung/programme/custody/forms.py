"""Why a draft is set aside: one choice."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .models import AsideReason


class AsideForm(forms.Form):
    """Why it is not written into a note."""

    reason = forms.ChoiceField(
        label=_("Why?"), choices=AsideReason.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="aside_%s")

    def chosen(self) -> AsideReason | None:
        """Return the reason, or None where none was chosen."""
        return AsideReason(self.cleaned_data["reason"]) if self.is_valid() else None
