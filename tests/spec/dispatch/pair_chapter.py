"""Worked examples of pairs that go out and of lawyers who fall silent, as printed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

from payung.engines.dispatch import (
    Alert,
    AlertEvent,
    Effect,
    News,
    Priority,
    Report,
    Response,
    alert_step,
    need_response,
    raise_alert,
    response_step,
)


EIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
READY = ((0, Report.ACCEPTED, "Sunita"), (1, Report.ACCEPTED, "Maya"))


@dataclass(frozen=True, kw_only=True, slots=True)
class PairExample:
    """One example: what is reported, so many minutes after eight, and by whom."""

    heading: str
    words: str
    story: tuple[tuple[int, Report, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PairLine:
    """One line: when what was reported by whom, the response after it, the effects."""

    at: datetime
    report: Report
    who: str
    response: Response
    effects: tuple[Effect, ...]


DUE, WITHDREW, HELP = Report.DUE, Report.WITHDREW, Report.HELP
PAIRS = (
    PairExample(
        heading="A pair calls for help",
        words=(
            "Sunita calls for help. It is told to the coordinator at once and after five "
            "minutes, from the third time on to the region too, every five minutes until "
            "somebody who is not of the pair says that help comes. That Maya says that "
            "they are there does not end it."
        ),
        story=(
            *READY,
            (5, Report.EN_ROUTE, "Maya"),
            (20, HELP, "Sunita"),
            (22, Report.ON_SCENE, "Maya"),
            (25, DUE, ""),
            (30, DUE, ""),
            (35, DUE, ""),
            (36, Report.HELP_COMES, "Ratna"),
            (50, Report.COMPLETED, "Maya"),
        ),
    ),
    PairExample(
        heading="One of them turns back on the way",
        words=(
            "Maya goes on alone. Others are asked to join her every three minutes, and "
            "when she should have said that she is well she is looked for as before."
        ),
        story=(
            *READY,
            (5, Report.EN_ROUTE, "Maya"),
            (32, WITHDREW, "Sunita"),
            (35, DUE, ""),
            (38, DUE, ""),
            (39, Report.CHECKED_IN, "Maya"),
            (40, Report.ACCEPTED, "Bimala"),
            (60, Report.COMPLETED, "Maya"),
        ),
    ),
    PairExample(
        heading="Nobody need go any more",
        words="Whoever has the call calls it off. Sunita is told, and nobody is asked.",
        story=(
            READY[0],
            (2, Report.CALLED_OFF, "Ratna"),
            (3, Report.ACCEPTED, "Maya"),
        ),
    ),
)


def played_pair(example: PairExample) -> list[PairLine]:
    """Return the example, step by step."""
    response, _ = need_response("R-1", priority=Priority.A, at=EIGHT)
    lines = []
    for minutes, report, who in example.story:
        at = EIGHT + timedelta(minutes=minutes)
        response, effects = response_step(response, report, at=at, person=who)
        line = PairLine(
            at=at, report=report, who=who, response=response, effects=effects
        )
        lines.append(line)
    return lines


SILENT_LAWYER = (
    (2, AlertEvent.ACCEPTED, "Anju"),
    (45, AlertEvent.DUE, ""),
    (47, AlertEvent.ACCEPTED, "Binita"),
    (55, AlertEvent.SPOKE, "Binita"),
)


def played_alert() -> list[tuple[News, Alert, tuple[Effect, ...]]]:
    """Return the example of a lawyer who falls silent, step by step."""
    alert, _ = raise_alert("A-1", raiser="Sunita", at=EIGHT)
    lines = []
    for minutes, event, who in SILENT_LAWYER:
        news = News(event=event, at=EIGHT + timedelta(minutes=minutes), person=who)
        alert, effects = alert_step(alert, news)
        lines.append((news, alert, effects))
    return lines


def pair_examples() -> list[str]:
    """Return the printed examples."""
    lines: list[str] = []
    for example in PAIRS:
        lines += [
            "",
            f"## Two go out: {example.heading[0].lower()}{example.heading[1:]}",
        ]
        lines += ["", example.words, ""]
        lines += [
            "| at | what is reported | stage | who goes | next at | what is done |"
        ]
        lines += ["|---|---|---|---|---|---|"]
        lines += [_pair_row(line) for line in played_pair(example)]
    lines += ["", "## A lawyer accepts and falls silent", ""]
    lines += [
        (
            "Anju has accepted and has not spoken when the 45 minutes are over. She is "
            "asked how it goes, the coordinator is told, and the next lawyer is asked; "
            "who had it can take it once more while nobody else has."
        ),
        "",
        "| at | what happens | state | who has it | next at | what is done |",
        "|---|---|---|---|---|---|",
    ]
    return [*lines[1:], *(_alert_row(*line) for line in played_alert())]


def _pair_row(line: PairLine) -> str:
    cells = (
        _moment(line.at),
        _with(line.report, line.who),
        line.response.stage.replace("_", " "),
        ", ".join(line.response.pair) or "nobody yet",
        _moment(line.response.due_at),
        _done(line.effects),
    )
    return f"| {' | '.join(cells)} |"


def _alert_row(news: News, alert: Alert, effects: tuple[Effect, ...]) -> str:
    cells = (
        _moment(news.at),
        _with(news.event, news.person),
        alert.state.replace("_", " "),
        alert.attorney or "nobody yet",
        _moment(alert.due_at),
        _done(effects),
    )
    return f"| {' | '.join(cells)} |"


def _moment(at: datetime | None) -> str:
    return f"{at:%H:%M}" if at else "never"


def _with(event: str, who: str) -> str:
    return f"{event.replace('_', ' ')} ({who})".removesuffix(" ()")


def _done(effects: tuple[Effect, ...]) -> str:
    return "; ".join(_said(effect) for effect in effects) or "nothing"


def _said(effect: Effect) -> str:
    name = "".join(f" {c.lower()}" if c.isupper() else c for c in type(effect).__name__)
    values = [
        str(value)
        for field in fields(effect)
        if field.name != "about" and (value := getattr(effect, field.name))
    ]
    return f"{name.strip()}: {'; '.join(values)}".removesuffix(": ")
