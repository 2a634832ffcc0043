"""What people type about accounts, teams and keys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from .roles import Role


class SignIn(forms.Form):
    """Handle and passphrase."""

    handle = forms.CharField(
        label=_("Your name here"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Unlock(forms.Form):
    """The passphrase alone, for somebody who is signed in."""

    passphrase = forms.CharField(
        label=_("Passphrase"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPassphrase(forms.Form):
    """A passphrase somebody chooses, typed twice."""

    new = forms.CharField(
        label=_("New passphrase"),
        strip=False,
        help_text=_("Four or five unrelated words are good. Nobody can reset it."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_new(self) -> str:
        """Return the passphrase if it is hard enough to guess."""
        new: str = self.cleaned_data["new"]
        validate_password(new)
        return new

    def clean(self) -> dict[str, Any]:
        """Say so where the two differ."""
        typed = super().clean() or {}
        if typed.get("new") and typed["new"] != typed.get("again"):
            self.add_error("again", _("The two differ. Type the same one twice."))
        return typed


class ChangePassphrase(NewPassphrase):
    """The passphrase until now, and the new one."""

    old = forms.CharField(
        label=_("Passphrase until now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "new", "again")


class AddPerson(NewPassphrase):
    """A new account: an invented handle, what she does, her language."""

    handle = forms.SlugField(
        label=_("Name here"),
        max_length=40,
        help_text=_("An invented name. Never the name on her papers."),
    )
    roles = forms.MultipleChoiceField(
        label=_("What she does"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ("handle", "roles", "language", "new", "again")


class NameDevice(forms.Form):
    """What to call a phone in the list."""

    name = forms.CharField(label=_("What to call this phone"), max_length=40)


class StartTeam(forms.Form):
    """What to call a team."""

    name = forms.CharField(label=_("What to call the team"), max_length=60)


class Preferences(forms.Form):
    """The language of the pages, and the signs for figures."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    native_digits = forms.BooleanField(
        label=_("Write figures in the signs of my language"), required=False
    )
