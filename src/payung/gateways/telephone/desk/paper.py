"""What a telephone and the application hand one another, as strict JSON.

All keys are always there, and no others. Whatever comes from outside is either read
whole or refused with NotPaper, whose sentence names the key and never a value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, cast

from payung.gateways.telephone.speaking import (
    Called,
    Health,
    News,
    Order,
    OrderKind,
    PlanPaper,
)

from ._news_paper import moment_value, news_of, news_value
from ._plan_paper import plan_of, plan_value
from ._sheet import LONGEST_TEXT, NotPaper, Sheet, parsed, printed


__all__ = [
    "LONGEST_TEXT",
    "NotPaper",
    "read_all_news",
    "read_called",
    "read_cancel",
    "read_health",
    "read_kept",
    "read_news",
    "read_order",
    "read_plan",
    "read_plans",
    "read_span",
    "write_all_news",
    "write_called",
    "write_cancel",
    "write_health",
    "write_kept",
    "write_news",
    "write_order",
    "write_plan",
    "write_plans",
    "write_span",
]

_TEXTS = (
    *("id", "line", "contact", "target", "address", "language", "caller_language"),
    *("of_call", "number", "shows"),
)
_ORDER = ("kind", "wait", *_TEXTS)
_HEALTH = ("ready", "trunk", "unsent", "calls", "last_news_at", "refused")
_TRUNK = ("registered", "refused", "unknown", "none")


def write_news(news: News) -> str:
    """Return news as JSON; raise NotPaper for a naive moment."""
    return printed(news_value(news))


def read_news(text: str | bytes) -> News:
    """Return the news of a JSON text; raise NotPaper."""
    return news_of(parsed(text))


def write_all_news(news: Sequence[News]) -> str:
    """Return several news as one paper, in order."""
    return printed({"news": [news_value(each) for each in news]})


def read_all_news(text: str | bytes) -> tuple[News, ...]:
    """Return the news of one paper, in order; raise NotPaper."""
    sheet = Sheet(parsed(text), "paper", ("news",))
    return tuple(news_of(value) for value in sheet.sheets("news"))


def write_plan(paper: PlanPaper) -> str:
    """Return a plan as JSON."""
    return printed(plan_value(paper))


def read_plan(text: str | bytes) -> PlanPaper:
    """Return the plan of a JSON text; raise NotPaper."""
    return plan_of(parsed(text))


def write_plans(papers: Mapping[str, PlanPaper]) -> str:
    """Return the plans of several lines as one paper."""
    return printed({"plans": [plan_value(paper) for paper in papers.values()]})


def read_plans(text: str | bytes) -> dict[str, PlanPaper]:
    """Return plans by line; raise NotPaper."""
    sheet = Sheet(parsed(text), "paper", ("plans",))
    papers = [plan_of(value) for value in sheet.sheets("plans")]
    found = {paper.line: paper for paper in papers}
    if len(found) < len(papers):
        sheet.refuse("plans", "one for each line")
    return found


def write_order(order: Order) -> str:
    """Return an order as JSON."""
    texts = {name: getattr(order, name) for name in _TEXTS}
    return printed({"kind": order.kind.value, "wait": order.wait, **texts})


def read_order(text: str | bytes) -> Order:
    """Return the order of a JSON text; raise NotPaper."""
    sheet = Sheet(parsed(text), "order", _ORDER)
    return Order(
        id=sheet.text("id", least=1),
        kind=sheet.one_of("kind", OrderKind),
        line=sheet.text("line", least=1),
        contact=sheet.text("contact"),
        target=sheet.text("target", least=1),
        address=sheet.text("address", least=1),
        language=sheet.text("language", least=1),
        caller_language=sheet.text("caller_language", least=1),
        of_call=sheet.text("of_call"),
        number=sheet.text("number"),
        wait=sheet.whole("wait", least=1),
        shows=sheet.text("shows"),
    )


def write_cancel(id: str) -> str:  # noqa: A002 - the word the orders use
    """Return the wish to stop an order or a call as JSON."""
    return printed({"id": id})


def read_cancel(text: str | bytes) -> str:
    """Return the id of what is to be stopped; raise NotPaper."""
    return Sheet(parsed(text), "cancel", ("id",)).text("id", least=1)


def write_kept(count: int) -> str:
    """Return how many news were kept as JSON."""
    return printed({"kept": count})


def read_kept(text: str | bytes) -> int:
    """Return how many news were kept; raise NotPaper."""
    return Sheet(parsed(text), "answer", ("kept",)).whole("kept")


def write_health(health: Health) -> str:
    """Return how a telephone is as JSON."""
    last = health.last_news_at
    return printed(
        {
            "ready": health.ready,
            "trunk": health.trunk,
            "unsent": health.unsent,
            "calls": health.calls,
            "last_news_at": None if last is None else moment_value(last),
            "refused": health.refused,
        }
    )


def read_health(text: str | bytes) -> Health:
    """Return how a telephone is; raise NotPaper."""
    sheet = Sheet(parsed(text), "health", _HEALTH)
    trunk = sheet.text("trunk")
    if trunk not in _TRUNK:
        sheet.refuse("trunk", "one of " + ", ".join(_TRUNK))
    return Health(
        ready=sheet.yes_no("ready"),
        trunk=cast("Literal['registered', 'refused', 'unknown', 'none']", trunk),
        unsent=sheet.whole("unsent"),
        calls=sheet.whole("calls"),
        last_news_at=sheet.moment_or_none("last_news_at"),
        refused=sheet.whole("refused"),
    )


def write_span(start: datetime, end: datetime) -> str:
    """Return the question which calls arrived in a time; raise NotPaper if naive."""
    return printed({"start": moment_value(start), "end": moment_value(end)})


def read_span(text: str | bytes) -> tuple[datetime, datetime]:
    """Return start and end of the time asked about; raise NotPaper."""
    sheet = Sheet(parsed(text), "span", ("start", "end"))
    return sheet.moment("start"), sheet.moment("end")


def write_called(called: Called) -> str:
    """Return the calls of a time as JSON."""
    return printed({"arrived": called.arrived, "put_aside": called.put_aside})


def read_called(text: str | bytes) -> Called:
    """Return the calls of a time; raise NotPaper."""
    sheet = Sheet(parsed(text), "called", ("arrived", "put_aside"))
    return Called(arrived=sheet.texts("arrived"), put_aside=sheet.texts("put_aside"))
