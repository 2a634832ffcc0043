"""All that stands in a report, in words ready to print."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.engines.indicators import (
    Bound,
    Change,
    Coarse,
    NotComputable,
    Objective,
    Range,
    Status,
    Times,
    Unit,
    to_data,
)
from payung.programme.findings.brief import FACES
from payung.programme.findings.charts import Palette
from payung.programme.objectives.report_models import OutcomeStory

from .chart import ShareBar, draw_shares
from .numbers import NotIn, Shown
from .wording import Saying


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One indicator as it reads. `marks` say what a reader must know before quoting it.

    `is_number`: the result is one, and not the reason why there is none. `release` says
    who may see it. `takes_words`: words may stand beside it.
    """

    code: str
    name: str
    result: str
    is_number: bool
    made_of: str
    target: str
    before: str
    records: str
    release: str
    marks: tuple[str, ...]
    words: str
    takes_words: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """The indicators of one objective; `svg` is "" where no share can be drawn."""

    code: str
    title: str
    rows: tuple[Row, ...]
    chart_title: str
    chart_how: str
    svg: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A change that came about, with its headings."""

    statement: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportPage:
    """A report in one language. Headings come with it: the templates have no words."""

    language: str
    face: str
    title: str
    subtitle: str
    version: str
    draft: str
    summary_title: str
    summary: str
    heads: tuple[str, ...]
    release_head: str
    digits: str
    sections: tuple[Section, ...]
    stories_title: str
    stories: tuple[Told, ...]
    changes_title: str
    changes: tuple[str, ...]
    left_title: str
    left: tuple[str, ...]
    made_title: str
    made: str
    foot: str
    made_on: date


def rows_by_objective(
    shown: Iterable[Shown], say: Saying, *, palette: Palette | None
) -> tuple[Section, ...]:
    """Return the sections, in the order of the objectives; none is empty.

    Without a palette the drawings are for a screen.
    """
    shown = list(shown)
    return tuple(
        _section(objective, mine, say, palette)
        for objective in Objective
        if (mine := [one for one in shown if one.sheet.objective is objective])
    )


def face_of(language: str) -> str:
    """Return the typeface that has the letters of a language."""
    return FACES.get(language, "Noto Sans")


def name_of(one: Shown, language: str) -> str:
    """Return the name of an indicator, in English where the language has none."""
    return one.sheet.name.get(language) or one.sheet.name["en"]


def change_lines(
    changes: Iterable[Change], shown: Iterable[Shown], say: Saying
) -> tuple[str, ...]:
    """Return each change as a line."""
    known = {one.sheet.code: one for one in shown}
    said = []
    for change in changes:
        snapshot = change.now or change.before
        assert snapshot is not None  # noqa: S101 (a change is of something)
        one = known[snapshot.code]
        said.append(say.change(change, name_of(one, say.language), one.sheet.unit))
    return tuple(said)


def left_lines(left_out: Iterable[tuple[str, NotIn]], say: Saying) -> tuple[str, ...]:
    """Return what is not in the report: a line for each reason, with all its names."""
    names: dict[NotIn, list[str]] = {}
    for name, why in left_out:
        names.setdefault(why, []).append(name)
    return tuple(f"{say(f'left.{why}')}: {'; '.join(n)}" for why, n in names.items())


def told(stories: Iterable[OutcomeStory], say: Saying) -> tuple[Told, ...]:
    """Return the stories with who has checked them."""
    return tuple(
        Told(
            statement=story.statement,
            parts=(
                (say("significance"), story.significance),
                (say("contribution"), story.contribution),
                (say("source"), say(f"sources.{story.source}")),
                (say("checked"), say(f"checkers.{story.checked_by}")),
            ),
        )
        for story in stories
    )


def digest_of(shown: Iterable[Shown]) -> str:
    """Return one SHA-256 over the numbers as shown and the snapshots they are of."""
    body = [
        [one.sheet.code, one.snapshot_id, to_data(one.snapshot.value), one.target]
        for one in shown
    ]
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _section(
    objective: Objective, shown: Sequence[Shown], say: Saying, palette: Palette | None
) -> Section:
    title = say(f"objective.{objective}")
    bars = [bar for one in shown if (bar := _bar(one, say)) is not None]
    chart = f"{title} · {say('chart')}"
    svg = ""
    if bars:
        how = say("chart_how")
        svg = draw_shares(bars, title=chart, described=how, palette=palette)
    return Section(
        code=str(objective),
        title=title,
        rows=tuple(_row(one, say) for one in shown),
        chart_title=say("chart"),
        chart_how=say("chart_how"),
        svg=svg,
    )


def _row(one: Shown, say: Saying) -> Row:
    unit, snapshot = one.sheet.unit, one.snapshot
    complete = snapshot.completeness
    counts = {"reported": complete.reported, "expected": complete.expected}
    records = say("records_in", **{k: str(v) for k, v in counts.items()})
    return Row(
        code=one.sheet.code,
        name=name_of(one, say.language),
        result=say("hidden") if one.hidden else say.value(snapshot.value, unit),
        is_number=not (one.hidden or isinstance(snapshot.value, NotComputable)),
        made_of="" if one.hidden else say.made_of(snapshot.value, unit),
        target="–" if one.target is None else say.number(one.target, unit),
        before="–" if one.before is None else say.number(one.before.value, unit),
        records=records if complete.expected else "–",
        release=say(f"release.{one.sheet.release}"),
        marks=marks_of(one, say),
        words=one.words,
        takes_words=not one.hidden,
    )


def marks_of(one: Shown, say: Saying) -> tuple[str, ...]:
    """Return what must be said beside a number: not final, months without a record."""
    marks = []
    if one.snapshot.status is not Status.FINAL:
        marks.append(say("not_final"))
    if missing := one.snapshot.completeness.missing:
        marks.append(say("months_missing", months=say.spans(missing)))
    return tuple(marks)


def _bar(one: Shown, say: Saying) -> ShareBar | None:
    value = one.snapshot.value
    if one.hidden or one.sheet.unit is not Unit.SHARE:
        return None
    if isinstance(value, Coarse) and value.bound is not Bound.NONE:
        # Of a limit no bar can be drawn: it would stand for the number itself.
        return None
    if isinstance(value, NotComputable | Times | Range) or not 0 <= value.value <= 1:
        return None
    around = value.interval
    return ShareBar(
        label=name_of(one, say.language),
        share=value.value,
        said=say.number(value.value, Unit.SHARE),
        low=around.low if around else None,
        high=around.high if around else None,
        target=one.target,
        is_final=one.snapshot.status is Status.FINAL,
    )
