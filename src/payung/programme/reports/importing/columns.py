"""The page of the columns: what is proposed, what is open, and what a person chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from payung.programme.reports.published import Published

from .dates import Ask, DateAnswers, DateSurvey, survey
from .mapping import (
    LEAVE_OUT,
    ColumnPlan,
    codes_of,
    proposed,
    questions_for,
    undecided,
)
from .sheets import Grid


Choices = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnLine:
    """One column: where it stands, its heading, three examples, what it answers."""

    name: str
    letter: str
    heading: str
    examples: str
    chosen: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenValue:
    """Something people wrote that is none of a question's choices."""

    name: str
    question: str
    text: str
    times: int
    choices: Choices


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenDate:
    """What only a person can tell about the days of a column."""

    name: str
    question: str
    sentence: str
    certain: str
    examples: str
    choices: Choices


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnsPage:
    """Everything to be confirmed before a spreadsheet can be read."""

    lines: tuple[ColumnLine, ...]
    questions: Choices
    key: str
    headings: Choices
    values: tuple[OpenValue, ...]
    dates: tuple[OpenDate, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing is open any more."""
        return not self.values and not self.dates


def columns_page(
    grid: Grid, form: Published, plan: ColumnPlan | None, *, language: str, today: date
) -> ColumnsPage:
    """Return the page; without a plan it shows what is proposed, and nothing more."""
    questions = questions_for(form, language)
    now = plan or ColumnPlan(columns=proposed(grid, form))
    lines = tuple(
        ColumnLine(
            name=f"column-{at}",
            letter=grid.letter(at),
            heading=heading,
            examples=_examples(grid, at),
            chosen=now.columns.get(heading, ""),
        )
        for at, heading in enumerate(grid.headings)
        if heading
    )
    return ColumnsPage(
        lines=lines,
        questions=[("", _("No question: keep it locked")), *questions.items()],
        key=now.key,
        headings=[("", _("No column"))] + [(x.heading, x.heading) for x in lines],
        values=_values(grid, now, form, questions) if plan else (),
        dates=_dates(grid, now, form, questions, today) if plan else (),
    )


def chosen_plan(
    grid: Grid, form: Published, before: ColumnPlan | None, said: Mapping[str, str]
) -> ColumnPlan:
    """Return the plan that a person confirmed on the page."""
    known = questions_for(form, "en")
    columns = {
        heading: said.get(f"column-{at}", "")
        for at, heading in enumerate(grid.headings)
        if said.get(f"column-{at}", "") in known
    }
    was = before or ColumnPlan(columns=columns)
    values = {path: dict(codes) for path, codes in was.values.items()}
    for path, found in undecided(
        grid, ColumnPlan(columns=columns, values=values), form
    ).items():
        for number, text in enumerate(found):
            code = said.get(_value_name(path, number), "")
            if code == LEAVE_OUT or code in codes_of(form, path).values():
                values.setdefault(path, {})[text] = code
    dates = dict(was.dates)
    for path in columns.values():
        told = {ask.value: said.get(f"{ask.value}:{path}", "") for ask in Ask}
        if any(told.values()):
            earlier = dates.get(path, DateAnswers())
            kept = {name: text or getattr(earlier, name) for name, text in told.items()}
            dates[path] = DateAnswers(**kept)
    key = said.get("key", "")
    return ColumnPlan(
        columns=columns,
        values=values,
        dates=dates,
        key=key if key in grid.headings else "",
    )


def _values(
    grid: Grid, plan: ColumnPlan, form: Published, questions: Mapping[str, str]
) -> tuple[OpenValue, ...]:
    found = []
    for path, texts in undecided(grid, plan, form).items():
        node = form.nodes[path.replace("[1]", "")]
        labels = form.choices(
            node.get("list", ""), form.form.compiled["default_language"]
        )
        choices = [
            ("", _("Not decided yet")),
            (LEAVE_OUT, _("None of them: keep what was written, locked")),
            *labels.items(),
        ]
        found += [
            OpenValue(
                name=_value_name(path, number),
                question=questions[path],
                text=text,
                times=times,
                choices=choices,
            )
            for number, (text, times) in enumerate(texts.items())
        ]
    return tuple(found)


def _dates(
    grid: Grid,
    plan: ColumnPlan,
    form: Published,
    questions: Mapping[str, str],
    today: date,
) -> tuple[OpenDate, ...]:
    found = []
    for at, heading in enumerate(grid.headings):
        path = plan.columns.get(heading, "")
        if path and form.nodes[path.replace("[1]", "")]["type"] in {"date", "dateTime"}:
            texts = [line.cells[at].text for line in grid.lines if line.cells[at].text]
            seen = survey(texts, told=plan.dates.get(path, DateAnswers()), today=today)
            found += [_open_date(path, questions[path], ask, seen) for ask in seen.open]
    return tuple(found)


def _open_date(path: str, question: str, ask: Ask, seen: DateSurvey) -> OpenDate:
    certain = seen.certain
    return OpenDate(
        name=f"{ask.value}:{path}",
        question=question,
        sentence=_sentence(ask) % {"n": seen.open[ask]},
        certain=_(
            "Certain: %(dmy)s with the day first, %(mdy)s with the month first, "
            "%(other)s in another clear way."
        )
        % {
            "dmy": certain.get("dmy", 0),
            "mdy": certain.get("mdy", 0),
            "other": sum(certain.values())
            - certain.get("dmy", 0)
            - certain.get("mdy", 0),
        },
        examples=", ".join(seen.examples[ask]),
        choices=_choices(ask),
    )


def _sentence(ask: Ask) -> str:
    return {
        Ask.ORDER: _("%(n)s days can be read with the day or the month first."),
        Ask.CENTURY: _("%(n)s days have a year of two figures."),
        Ask.BIKRAM: _("%(n)s days lie in the future, unless they are Bikram Sambat."),
        Ask.SERIAL: _("%(n)s days are bare numbers, as a spreadsheet counts them."),
    }[ask]


def _choices(ask: Ask) -> Choices:
    some = {
        Ask.ORDER: [
            ("dmy", _("Day first: 3/4 is 3 April")),
            ("mdy", _("Month first: 3/4 is 4 March")),
            ("ymd", _("Year first: 24/3/4 is 4 March 2024")),
        ],
        Ask.CENTURY: [
            ("2000", _("20 before it: 2024")),
            ("1900", _("19 before it: 1924")),
        ],
        Ask.BIKRAM: [("yes", _("They are Bikram Sambat"))],
        Ask.SERIAL: [
            ("1900", _("Counted from 1900, as Excel on Windows does")),
            ("1904", _("Counted from 1904, as old Excel on a Mac did")),
        ],
    }[ask]
    return [("", _("Not decided yet")), *some, ("leave", _("Leave these rows out"))]


def _examples(grid: Grid, at: int) -> str:
    texts = dict.fromkeys(line.cells[at].text[:40] for line in grid.lines[:200])
    return ", ".join([text for text in texts if text][:3])


def _value_name(path: str, number: int) -> str:
    return f"value:{path}:{number}"
