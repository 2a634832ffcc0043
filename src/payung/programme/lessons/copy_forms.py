"""What people type about practices: what they are, whether one fits, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.engines.replication import Question
from payung.programme.activities.once import OnceForm

from .codes import Danger, Stopped
from .fields import OTHERS_READ, YES_NO, day, line, offer, radio, words
from .models import Adoption, CoreComponent, Lesson
from .questions import ASKED, choices_of


class PracticeForm(OnceForm):
    """A way of working that others can take up."""

    title = line(_("What is it called?"), 80, said=OTHERS_READ)
    about = words(_("What is it, in a few sentences?"), 1000)
    core = words(
        _("Its core: without which parts does it not work?"),
        1500,
        rows=5,
        said=_("One part on a line, ten at most. They cannot be changed later."),
    )
    lesson = forms.ChoiceField(label=_("From which lesson?"), required=False)

    def __init__(self, *given: Any, lessons: Iterable[Lesson], **named: Any) -> None:
        super().__init__(*given, **named)
        offered = [(str(one.pk), one.title) for one in lessons]
        offer(self, "lesson", [("", _("None of these")), *offered])

    def clean_core(self) -> tuple[str, ...]:
        """Return the parts, one of each line."""
        lines = (one.strip() for one in self.cleaned_data["core"].splitlines())
        parts = tuple(one for one in lines if one)
        if len(parts) > 10:
            raise forms.ValidationError(
                _("Ten parts at most. What can be left out is not the core.")
            )
        if any(len(one) > 200 for one in parts):
            raise forms.ValidationError(
                _("Say each part in one short line, 200 signs at most.")
            )
        return parts


class LookForm(OnceForm):
    """For which place one looks at a practice, and by when."""

    area = forms.ChoiceField(label=_("For which place?"), required=False)
    due_on = day(_("By when?"))

    def __init__(
        self, *given: Any, areas: Iterable[tuple[str, str]], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        offer(self, "area", [("", _("The whole country")), *areas])


class AnswerForm(forms.Form):
    """One question of nine."""

    because = words(
        _("Why? What is missing?"), 300, rows=2, required=False, said=OTHERS_READ
    )

    def __init__(self, *given: Any, question: Question, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["score"] = radio(ASKED[question].asks, choices_of(question))
        self.order_fields(["score"])


STANDS = (
    ("none", _("No")),
    ("solved", _("Yes, and it is solved")),
    ("open", _("Yes, and it is open")),
)


class DangersForm(forms.Form):
    """Each danger: not there, solved and how, or open."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for one in Danger:
            self.fields[one.value] = radio(one.label, STANDS)
            self.fields[f"{one.value}_how"] = line(
                _("How was it solved?"), 300, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Ask how a danger was solved."""
        typed = super().clean() or {}
        for one in Danger:
            said, how = typed.get(one.value), typed.get(f"{one.value}_how")
            if said == "solved" and not (how or "").strip():
                self.add_error(
                    f"{one.value}_how", _("Say how. If it is not, choose “open”.")
                )
        return typed

    @property
    def dangers(self) -> dict[Danger, str]:
        """Return the dangers that are there: how each is solved, "" where it is open."""
        typed = self.cleaned_data
        return {
            one: typed[f"{one.value}_how"].strip() if typed[one] == "solved" else ""
            for one in Danger
            if typed[one.value] != "none"
        }


class SolvedForm(forms.Form):
    """How a danger was solved."""

    how = line(_("How was it solved?"), 300, said=OTHERS_READ)


class BeginForm(OnceForm):
    """The plan, who answers for it, and since when it runs."""

    plan = words(
        _("The plan: what is done, by when, and what is done otherwise here"),
        1000,
        rows=5,
        said=OTHERS_READ,
    )
    owner = forms.ChoiceField(label=_("Who answers for it?"))
    started_on = day(_("Running since"))

    def __init__(self, *given: Any, people: Iterable[str], **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "owner", [(handle, handle) for handle in people])


class ReviewForm(OnceForm):
    """What is there after six or twelve months."""

    def __init__(self, *given: Any, adoption: Adoption, **named: Any) -> None:
        super().__init__(*given, **named)
        self.core = list(adoption.practice.core.order_by("number"))
        for one in self.core:
            self.fields[f"part_{one.number}"] = radio(one.words, YES_NO)
        self.fields["adaptations"] = words(
            _("What do you do otherwise than they do, and why?"),
            1000,
            required=False,
            said=OTHERS_READ,
        )
        self.fields["runs"] = radio(_("Does it still run?"), YES_NO)
        self.fields["stopped"] = forms.ChoiceField(
            label=_("If not: why did it stop?"),
            choices=[("", _("It runs")), *Stopped.choices],
            required=False,
        )
        self.fields["origin_staff"] = radio(
            _("Do people of the country it came from still work on it?"), YES_NO
        )

    @property
    def present(self) -> list[CoreComponent]:
        """Return the core parts that are there."""
        typed = self.cleaned_data
        return [one for one in self.core if typed[f"part_{one.number}"] == "yes"]
