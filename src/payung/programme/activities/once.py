"""A form that may be sent twice and is stored once: a hidden key says which it is."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class OnceForm(forms.Form):
    """A form with a `key` of its own, the same however often it is sent."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={
            "required": _("Open the page again and send it from there."),
            "invalid": _("Open the page again and send it from there."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Say above the form what is wrong with the key: nobody sees its field."""
        said = super().clean() or {}
        for sentence in self.errors.get("key", ()):
            self.add_error(None, sentence)
        return said
