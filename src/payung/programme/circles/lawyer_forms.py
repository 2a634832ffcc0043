"""What people type about meetings with the lawyer, questions and cards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.once import OnceForm

from .codes import Subject, Sure
from .forms import CameForm, words


class MetForm(CameForm):
    """How a meeting with the lawyer went."""

    subjects = forms.MultipleChoiceField(
        label=_("What it was about"),
        choices=Subject.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class AskedForm(OnceForm):
    """A question to the lawyer, asked at a meeting."""

    subject = forms.ChoiceField(label=_("What it is about"), choices=Subject.choices)
    text = words(_("The question"))


class QuestionForm(AskedForm):
    """A question to the lawyer, asked between meetings."""

    team = forms.ChoiceField(label=_("Team"))
    site = forms.ChoiceField(label=_("Where"), required=False)

    field_order = ("key", "team", "site", "subject", "text")

    def __init__(self, *given: Any, teams: Any, sites: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["team"].choices = [(str(one.pk), one.name) for one in teams]  # type: ignore[attr-defined]
        places = [(one.code, one.label) for one in sites]
        self.fields["site"].choices = places or [("", _("Nowhere fixed"))]  # type: ignore[attr-defined]
        if len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = str(teams[0].pk)


class LawyerAnswerForm(forms.Form):
    """What the lawyer answered."""

    answer = words(_("What the lawyer said"), rows=6)


class TextForm(forms.Form):
    """A card in one language."""

    title = forms.CharField(label=_("The question, for everybody"), max_length=120)
    body = forms.CharField(
        label=_("The answer, for everybody"),
        max_length=2000,
        help_text=_("Everybody will read this. Nothing of whoever asked, no names."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class CardForm(TextForm):
    """A card as it is drafted."""

    language = forms.ChoiceField(label=_("In which language"))
    source = forms.CharField(
        label=_("Where it stands: act and section"), max_length=300
    )
    confidence = forms.ChoiceField(label=_("How sure"), choices=Sure.choices)

    def __init__(self, *given: Any, languages: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
