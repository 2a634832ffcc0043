"""What people type about lessons and tools; nothing of it is locked, so nobody is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.once import OnceForm
from payung.programme.people.models import Team

from .codes import Aim, Licence, Line, ToolKind, Why
from .fields import OTHERS_READ, YES_NO, day, line, offer, radio, words
from .linking import Decided
from .models import Lesson
from .numbers import Evidence, names, periods_before


NUMBERS = (1, 2, 3)
CHOOSE = ("", _("Choose"))


class WantedForm(forms.Form):
    """What somebody looks for on the shelf."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    aim = forms.ChoiceField(
        label=_("Objective"),
        required=False,
        choices=[("", _("All objectives")), *Aim.choices],
    )

    def __init__(
        self, *given: Any, countries: Sequence[tuple[str, str]], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        offer(self, "country", [("", _("All countries")), *countries])


class LessonForm(OnceForm):
    """A lesson: what was, what changed, the numbers that show it, cost, risks."""

    about_one = radio(
        _("Is it about what happened to one person?"), YES_NO, initial="no"
    )
    title = line(_("In one line"), 120, said=OTHERS_READ)
    aim = forms.ChoiceField(label=_("Which objective does it serve?"), choices=Aim)
    language = forms.ChoiceField(
        label=_("Written in"), choices=lambda: settings.LANGUAGES
    )
    problem = words(_("What was the trouble, and where do you work?"), 2000, rows=4)
    change = words(_("What did you do, and what changed?"), 2000, rows=4)
    cost = words(_("What does it cost, in people, time and money?"), 1000)
    risks = words(_("What can go wrong?"), 1000)
    not_to_copy = words(_("What should others not copy?"), 1000, required=False)

    def __init__(self, *given: Any, on: date, **named: Any) -> None:
        super().__init__(*given, **named)
        for n in NUMBERS:
            self.fields[f"number_{n}"] = forms.ChoiceField(
                label=_("A number that shows it") if n == 1 else _("Another number"),
                choices=[CHOOSE, *names()],
                required=n == 1,
            )
            self.fields[f"period_{n}"] = forms.ChoiceField(
                label=_("Of which period"),
                choices=[CHOOSE, *periods_before(on)],
                required=n == 1,
            )
        self.order_fields(
            ["about_one", "title", "aim", "language", "problem", "change"]
            + [f"{part}_{n}" for n in NUMBERS for part in ("number", "period")]
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the period of a number, and for the number of a period."""
        typed = super().clean()
        for n in NUMBERS[1:]:
            number, period = typed.get(f"number_{n}"), typed.get(f"period_{n}")
            if number and not period:
                self.add_error(f"period_{n}", _("Choose the period of this number."))
            if period and not number:
                self.add_error(f"number_{n}", _("Choose which number it is."))
        return typed

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the numbers that were chosen, with their periods."""
        pairs = (
            (self.cleaned_data[f"number_{n}"], self.cleaned_data[f"period_{n}"])
            for n in NUMBERS
        )
        return tuple(
            Evidence(indicator=code, period=period) for code, period in pairs if code
        )


def as_written(lesson: Lesson) -> dict[str, object]:
    """Return what stands in the form when a lesson is written anew."""
    parts = ("title", "aim", "language", "problem", "change", "cost", "risks")
    given = {name: getattr(lesson, name) for name in (*parts, "not_to_copy")}
    for n, row in zip(NUMBERS, lesson.evidence.order_by("pk"), strict=False):
        given |= {f"number_{n}": row.indicator, f"period_{n}": row.period}
    return given


class CheckForm(forms.Form):
    """Each line of the list, answered; words where one is not so."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for one in Line:
            self.fields[one.value] = radio(one.label, YES_NO)
        self.fields["words"] = words(
            _("What is to be changed"),
            500,
            rows=2,
            required=False,
            said=_("Only if a line is not so: whoever wrote it reads this."),
        )

    @property
    def confirmed(self) -> tuple[Line, ...]:
        """Return the lines that are so."""
        return tuple(one for one in Line if self.cleaned_data.get(one.value) == "yes")


class LinkForm(OnceForm):
    """What was decided because of a lesson, and when."""

    decision = forms.ChoiceField(
        label=_("A decision of one of our circles"),
        required=False,
        help_text=_("Its words stay locked. Without one, only what you type is kept."),
    )
    decided_on = day(_("Decided on"), required=False)
    words = line(_("What was decided, in a few words"), 300, said=OTHERS_READ)

    def __init__(self, *given: Any, decisions: Sequence[Decided], **named: Any) -> None:
        super().__init__(*given, **named)
        self.days = {str(one.decision): one.on for one in decisions}
        if not decisions:
            del self.fields["decision"]
            self.fields["decided_on"].required = True
            return
        self.fields["decided_on"].help_text = _("Only where none is chosen above.")
        offered = [(str(one.decision), one.said) for one in decisions]
        offer(self, "decision", [("", _("None of these")), *offered])

    def clean(self) -> dict[str, Any]:
        """Take the day of the decision that was chosen, or ask for one."""
        typed = super().clean()
        chosen = self.days.get(typed.get("decision") or "")
        if chosen is not None:
            typed["decided_on"] = chosen
        elif not typed.get("decided_on") and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Choose the day."))
        return typed


class ToolForm(OnceForm):
    """A tool that others may use: what it is, under which terms, where it is."""

    title = line(_("What is it called?"), 120, said=OTHERS_READ)
    kind = forms.ChoiceField(label=_("What is it?"), choices=ToolKind)
    version = line(_("Version"), 20, said=_("A number or a date."))
    about = words(_("What is it good for, and for whom?"), 1000)
    licence = forms.ChoiceField(label=_("Who may use it?"), choices=Licence)
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"),
        choices=lambda: settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    where = line(
        _("How does one get it?"),
        300,
        said=_("An address, or whom to ask. No telephone number."),
    )


class UseForm(OnceForm):
    """That a team used a tool, for what, and what shows it."""

    team = forms.ChoiceField(label=_("Team"))
    used_on = day(_("Used since"))
    used_for = line(_("What for?"), 300, said=OTHERS_READ)
    evidence = line(
        _("What shows it?"),
        300,
        said=_("Such as: eleven sessions held with it since June."),
    )

    def __init__(self, *given: Any, teams: Iterable[Team], **named: Any) -> None:
        super().__init__(*given, **named)
        offered = [(str(one.pk), one.name) for one in teams]
        offer(self, "team", offered)
        if len(offered) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = offered[0][0]


class RateForm(OnceForm):
    """How useful a tool was, 1 to 5, and why."""

    stars = radio(
        _("How useful was it?"),
        [
            ("5", _("5 · We would not work without it any more")),
            ("4", _("4 · It helps")),
            ("3", _("3 · It helps in part")),
            ("2", _("2 · Hardly")),
            ("1", _("1 · Not at all")),
        ],
    )
    reason = words(_("Why?"), 500, said=OTHERS_READ)


class WhyForm(forms.Form):
    """Why something is withdrawn."""

    why = radio(_("What is wrong with it?"), Why.choices)
