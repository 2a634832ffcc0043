"""A form that may be sent twice and is stored once: a hidden key says which it is."""

from __future__ import annotations

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
