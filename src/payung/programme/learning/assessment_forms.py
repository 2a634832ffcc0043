"""What begins a test, and a whole test typed from paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.once import OnceForm

from .asked import Asked
from .codes import Delivery, TestKind
from .forms import Choices, offer


# Drawings for a code of those who do not write: five of eight, one after the other.
SIGNS = ("moon", "sun", "fish", "tree", "house", "boat", "bird", "cup")
PLACES = 5


class StartForm(forms.Form):
    """How she is asked, and the code she makes herself: typed, or put together."""

    delivery = forms.ChoiceField(
        label=_("How"),
        choices=Delivery.choices,
        widget=forms.RadioSelect,
        initial=Delivery.TEXT,
    )
    language = forms.ChoiceField(label=_("Language"))
    code = forms.CharField(
        label=_("Your own code"),
        help_text=_(
            "For instance the first two letters of the place where your mother was "
            "born, and the day of your birthday. Use it each time. Nobody here can "
            "read it."
        ),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *given: Any, languages: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "language", languages)
        for place in range(1, PLACES + 1):
            self.fields[f"sign_{place}"] = forms.ChoiceField(
                choices=[(sign, sign) for sign in SIGNS],
                required=False,
                label=str(place),
            )

    @property
    def made(self) -> str:
        """Return the code as it was typed or put together."""
        typed: str = self.cleaned_data["code"]
        signs = [self.cleaned_data[f"sign_{place}"] for place in range(1, PLACES + 1)]
        return typed or "-".join(sign for sign in signs if sign)


class PaperForm(OnceForm):
    """A whole test typed from paper."""

    delivery = forms.ChoiceField(
        label=_("How"), choices=Delivery.choices, initial=Delivery.TEXT
    )
    language = forms.ChoiceField(label=_("Language"))
    code = forms.CharField(
        label=_("The code on the sheet"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(
        self,
        *given: Any,
        languages: Choices,
        asked: Sequence[Asked],
        answers: Mapping[int, int] | None = None,
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        offer(self, "language", languages)
        before = answers or {}
        self.asked = tuple(asked)
        for number, one in enumerate(self.asked, start=1):
            self.fields[_name(one)] = forms.ChoiceField(
                label=f"{number}. {one.question.text}",
                choices=[
                    *((str(answer.number), answer.text) for answer in one.answers),
                    ("0", _("I do not know, or nothing is ticked")),
                ],
                widget=forms.RadioSelect,
                initial=before.get(one.item.pk),
            )

    @property
    def answers(self) -> dict[int, int]:
        """Return what was ticked: question to the number of the answer."""
        return {one.item.pk: int(self.cleaned_data[_name(one)]) for one in self.asked}


class MendForm(PaperForm):
    """A sheet that was typed wrongly, as it stands."""

    kind = forms.ChoiceField(label=_("Which test"), choices=TestKind.choices)
    code = forms.CharField(
        label=_("Another code, where it was typed wrongly"),
        help_text=_("Leave this empty to keep its code."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("key", "kind", "code")


def _name(one: Asked) -> str:
    return f"a_{one.item.pk}"
