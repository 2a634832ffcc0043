"""What the writer of a donor report types: words, never numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from payung.engines.clocks.calendars import latin_digits
from payung.engines.indicators import Length, Period, parse_period, period_on
from payung.programme.activities.once import OnceForm
from payung.programme.findings.forms import LIKE_A_NUMBER, NAMES
from payung.programme.objectives.report_models import CheckedBy, Source
from payung.programme.places.packs import pack_of

from .donors_known import donor_mistakes, donors
from .page import Row
from .wording import Saying


# What no file of words may hold, and the signs that turn the direction of a line.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Only quarters leave: beside them a half or a year would tell what was kept back.
_QUARTERS_BACK = 6


class Words(forms.CharField):
    """A few sentences that name nobody: what looks like a telephone number is refused."""

    def __init__(self, **named: Any) -> None:
        named.setdefault("widget", forms.Textarea(attrs={"autocomplete": "off"}))
        super().__init__(**named)

    def clean(self, value: Any) -> str:
        """Return the text without signs that no file may hold."""
        text = _NOT_TEXT.sub("", str(super().clean(value)).replace("\r\n", "\n"))
        if LIKE_A_NUMBER.search(latin_digits(text)):
            raise forms.ValidationError(
                _("This looks like a telephone number. Take it out: it stays with you.")
            )
        return text


class NewReportForm(forms.Form):
    """For whom, about when, in which language, and by when."""

    donor = forms.ChoiceField(label=_("For whom"))
    period = forms.ChoiceField(
        label=_("Which months"),
        help_text=_(
            "Only whole quarters leave: beside them a month, a half or a year would "
            "tell by its difference what was kept back."
        ),
    )
    language = forms.ChoiceField(label=_("Language"))
    due_on = forms.DateField(
        label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *given: Any, country: str, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        spoken = language_for(country)
        say = Saying(language=spoken, own_digits=False)
        known = donors(country).values()
        _offer(self, "donor", [(d.code, d.name[spoken]) for d in known])
        # A file that cannot be used is left out, and says so where it would be chosen.
        self.fields["donor"].help_text = " ".join(donor_mistakes(country))
        _offer(self, "period", [(str(p), say.span(p)) for p in periods_over(today)])
        _offer(self, "language", languages_in(country))

    @property
    def chosen_period(self) -> Period:
        """Return the period chosen."""
        return parse_period(self.cleaned_data["period"])


class NextForm(forms.Form):
    """The language of another version."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *given: Any, country: str, **named: Any) -> None:
        super().__init__(*given, **named)
        _offer(self, "language", languages_in(country))


class WordsForm(OnceForm):
    """The summary, and words beside each number."""

    summary = Words(label=_("In short"), max_length=1500, required=False)

    def __init__(self, *given: Any, rows: Iterable[Row], **named: Any) -> None:
        super().__init__(*given, **named)
        self.codes = {row.code: f"w_{row.code}" for row in rows}
        for row in rows:
            self.fields[f"w_{row.code}"] = Words(
                label=row.name, max_length=1000, required=False, help_text=row.result
            )
        self.fields["read_again"] = forms.BooleanField(
            label=_("I read my words again: nobody can be known by them."),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Ask her to read her own words again before they are kept."""
        return _read_again(self, super().clean() or {})

    @property
    def words(self) -> dict[str, str]:
        """Return the words by code of the indicator."""
        return {code: self.cleaned_data[name] for code, name in self.codes.items()}


class StoryForm(OnceForm):
    """A change that came about. No name, and no story of a single person."""

    statement = Words(
        label=_("What is different now"),
        max_length=1000,
        help_text=_("Who does what otherwise than before, since when and where."),
    )
    significance = Words(label=_("Why it matters"), max_length=1000)
    contribution = Words(
        label=_("What we had to do with it"),
        max_length=1000,
        help_text=_("Others who had a part belong here too."),
    )
    source = forms.ChoiceField(
        label=_("Where it is known from"), choices=Source.choices
    )
    read_again = forms.BooleanField(
        label=_("I read my words again: nobody can be known by them."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask her to read her own words again before they are kept."""
        return _read_again(self, super().clean() or {})


class CheckForm(forms.Form):
    """Who has checked a change."""

    story = forms.IntegerField(widget=forms.HiddenInput)
    by = forms.ChoiceField(label=_("Checked by"), choices=CheckedBy.choices)


def periods_over(today: date) -> list[Period]:
    """Return the quarters that are over, the latest first."""
    now = period_on(today, Length.QUARTER)
    return [now.shifted(-back) for back in range(1, _QUARTERS_BACK + 1)]


def languages_in(country: str) -> list[tuple[str, str]]:
    """Return the languages of a country's reports: those of its pack, and English."""
    codes = dict.fromkeys((*pack_of(country).languages, "en"))
    return [(code, NAMES[code]) for code in codes]


def language_for(country: str) -> str:
    """Return the language of the page, where reports of the country have it."""
    spoken = get_language() or "en"
    return spoken if spoken in dict(languages_in(country)) else "en"


def _read_again(form: forms.Form, given: dict[str, Any]) -> dict[str, Any]:
    if not given.get("read_again"):
        form.add_error(
            "read_again", _("Read your words once more for names, then tick this.")
        )
    return given


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
    field.choices = choices
