"""What the maker of a brief chooses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from payung.engines.clocks.calendars import latin_digits
from payung.engines.disclosure import Audience
from payung.engines.packs import Pack
from payung.programme.places.packs import pack_of

from .audiences import IN_PACK
from .periods import Period, ending, read_period, shifted
from .wording import Wording, labelled, words


LIKE_A_NUMBER = re.compile(r"(?:\d[\s-]?){6,}")


class BriefForm(forms.Form):
    """Period, audience, language, and what is asked."""

    period = forms.ChoiceField(label=_("Which months"))
    audience = forms.ChoiceField(label=_("For whom"))
    language = forms.ChoiceField(label=_("Language"))
    asks = forms.MultipleChoiceField(
        label=_("What we ask"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    own_words = forms.CharField(
        label=_("In your own words"),
        help_text=_("One wish per line. No name of anybody, no number, no address."),
        widget=forms.Textarea(attrs={"autocomplete": "off"}),
        max_length=400,
        required=False,
    )
    read_again = forms.BooleanField(
        label=_("I read my words again: nobody can be known by them."), required=False
    )

    def __init__(
        self,
        *given: Any,
        country: str,
        today: date,
        out: Sequence[Period] = (),
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        pack = pack_of(country)
        offered = languages_of(pack)
        spoken = get_language() or "en"
        say = Wording(
            language=spoken if spoken in offered else "en", own_digits=False, areas={}
        )
        self._offer("period", [(p.code, say.span(p)) for p in periods_at(today, out)])
        self._offer("audience", audiences_in(pack, say.language))
        self._offer("language", [(code, NAMES[code]) for code in offered])
        self._offer(
            "asks", [(a.code, labelled(a.label, say.language)) for a in pack.asks]
        )

    def clean_own_words(self) -> str:
        """Return the words; refuse what looks like a telephone number."""
        text: str = self.cleaned_data["own_words"]
        if LIKE_A_NUMBER.search(latin_digits(text)):
            raise forms.ValidationError(
                _("This looks like a telephone number. Take it out: it stays with you.")
            )
        if len([line for line in text.splitlines() if line.strip()]) > 3:
            raise forms.ValidationError(
                _("Three lines at most: a brief has two pages.")
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Ask her to read her own words again before they are printed."""
        given = super().clean() or {}
        if given.get("own_words") and not given.get("read_again"):
            self.add_error(
                "read_again",
                _("Read your own words once more for names, then tick this."),
            )
        if len(given.get("asks", [])) > 4:
            self.add_error("asks", _("Choose four at most: more are not remembered."))
        return given

    @property
    def chosen_period(self) -> Period:
        """Return the period chosen."""
        return read_period(self.cleaned_data["period"])

    @property
    def chosen_audience(self) -> Audience:
        """Return the audience chosen."""
        return Audience(self.cleaned_data["audience"])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        field.choices = choices


NAMES = {
    "en": "English",
    "bn": "বাংলা",
    "id": "Bahasa Indonesia",
    "my": "မြန်မာ",
    "ne": "नेपाली",
}


def languages_of(pack: Pack) -> list[str]:
    """Return the languages a brief of this country can be made in."""
    return [code for code in dict.fromkeys((*pack.languages, "en")) if words(code)]


def periods_at(today: date, out: Sequence[Period] = ()) -> list[Period]:
    """Return the periods that can be given out, those that are out already first.

    Else the last three, six and twelve months that are over, and all since the last
    one given out: what shares months with a period that is out cannot be given out.
    """
    over = today.replace(day=1)
    wished = [ending(f"{shifted(over, -1):%Y-%m}", months) for months in (3, 6, 12)]
    latest = max((period.until for period in out), default=over)
    if latest < over:
        wished.insert(0, Period(since=latest, until=over))
    free = [one for one in wished if not any(one.overlaps(told) for told in out)]
    return list(dict.fromkeys([*out, *free]))


def audiences_in(pack: Pack, language: str) -> list[tuple[str, str]]:
    """Return every audience of the pack with its label, allowed or not."""
    known = {one.code: one.label for one in pack.disclosure.audiences}
    return [
        (str(audience), known[code].get(language, known[code]["en"]))
        for audience, code in IN_PACK.items()
        if code in known
    ]
