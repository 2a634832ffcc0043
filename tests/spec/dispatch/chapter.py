"""Worked examples of contacts nobody answers, and the two pages they print.

Run as `python -m tests.spec.dispatch.chapter` to write the pages anew.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

from payung.engines.dispatch import (
    CALLS,
    LADDER,
    TRANSITIONS,
    CallBack,
    Channel,
    Contact,
    Effect,
    Event,
    Happening,
    Priority,
    diagram_of_alerts,
    diagram_of_asks,
    diagram_of_call_backs,
    diagram_of_calls,
    diagram_of_contacts,
    diagram_of_responses,
    open_contact,
    step,
)
from tests.engines.dispatch.seeded_faults import report
from tests.spec.dispatch.call_chapter import call_examples, plans
from tests.spec.dispatch.pair_chapter import pair_examples


DOCS = Path(__file__).parents[3] / "docs"
CHAPTER = DOCS / "explanation/who_is_called.md"
STATES = DOCS / "reference/contact_states.md"
EIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Something that happens so many seconds after the first ring."""

    after: int
    event: Event
    who: str = ""
    taker: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One worked example: a heading, a paragraph, and what happens."""

    heading: str
    words: str
    story: tuple[Told, ...]
    priority: Priority = Priority.C
    channel: Channel = Channel.CALL
    call_back: CallBack = CallBack.ALLOWED

    def opened(self) -> Contact:
        """Return the contact as it is written down at 20:00:00."""
        return open_contact(
            "C-1",
            channel=self.channel,
            priority=self.priority,
            primary="Sunita",
            at=EIGHT,
            call_back=self.call_back,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of an example: the moment, the contact after it, and the effects."""

    told: Told
    contact: Contact
    effects: tuple[Effect, ...]


def played(example: Example) -> list[Line]:
    """Return the example, step by step."""
    contact, lines = example.opened(), []
    for told in example.story:
        happening = Happening(
            event=told.event,
            at=EIGHT + timedelta(seconds=told.after),
            person=told.who,
            taker=told.taker,
            disposition=told.words,
        )
        contact, effects = step(contact, happening)
        lines.append(Line(told=told, contact=contact, effects=effects))
    return lines


DUE, STARTED, ACCEPTED = Event.DUE, Event.STARTED, Event.ACCEPTED
EXAMPLES = (
    Example(
        heading="Nobody answers, for ever",
        words=(
            "Somebody calls with a question. One more group begins to ring at each rung, "
            "and nobody stops ringing. When the coordinator is asked, the caller hears "
            "that she will be called back. After the region the last three rungs come "
            "round again, for ever."
        ),
        story=(
            Told(after=0, event=STARTED),
            Told(after=18, event=DUE),
            Told(after=36, event=DUE),
            Told(after=61, event=DUE),
            Told(after=86, event=DUE),
            Told(after=111, event=DUE),
            Told(after=361, event=DUE),
        ),
    ),
    Example(
        heading="Violence now: everybody at once",
        words="With priority A nobody waits for a rung; all on call ring together.",
        priority=Priority.A,
        story=(
            Told(after=0, event=STARTED),
            Told(after=7, event=ACCEPTED, who="Maya"),
            Told(after=7, event=ACCEPTED, who="Sunita"),
        ),
    ),
    Example(
        heading="She rings off before anybody answers",
        words=(
            "The contact stays open and now belongs to Sunita, who is to call back. She "
            "does not; after half an hour others are rung to do it."
        ),
        story=(
            Told(after=0, event=STARTED),
            Told(after=12, event=Event.HUNG_UP),
            Told(after=1812, event=DUE),
            Told(after=1820, event=ACCEPTED, who="Maya"),
        ),
    ),
    Example(
        heading="The number is withheld",
        words=(
            "Nobody can call back. Still nothing closes by itself: a person looks at it "
            "and says how it ended."
        ),
        call_back=CallBack.NO_NUMBER,
        story=(
            Told(after=0, event=STARTED),
            Told(after=12, event=Event.HUNG_UP),
            Told(after=60, event=Event.CLOSED, who="Sunita", words="no number"),
        ),
    ),
    Example(
        heading="The owner falls silent",
        words=(
            "Sunita took an urgent call and does not report after a quarter of an hour. "
            "She is reminded, the coordinator is told, and everybody is rung again."
        ),
        priority=Priority.A,
        story=(
            Told(after=0, event=STARTED),
            Told(after=9, event=ACCEPTED, who="Sunita"),
            Told(after=909, event=DUE),
            Told(after=915, event=ACCEPTED, who="Maya"),
        ),
    ),
    Example(
        heading="The shift ends",
        words=(
            "Sunita keeps it until Maya has taken it over. Maya does not answer for five "
            "minutes: the coordinator is told, and Sunita still has it."
        ),
        story=(
            Told(after=0, event=STARTED),
            Told(after=9, event=ACCEPTED, who="Sunita"),
            Told(after=600, event=Event.SHIFT_ENDED, taker="Maya"),
            Told(after=900, event=DUE),
            Told(after=960, event=Event.TOOK_OVER, who="Maya"),
        ),
    ),
    Example(
        heading="The shift ends while a call-back is owed",
        words=(
            "It is offered to Maya and stays Sunita's, and so does the time by which "
            "the caller is to be called. Nobody calls: others are rung at that time."
        ),
        story=(
            Told(after=0, event=STARTED),
            Told(after=12, event=Event.HUNG_UP),
            Told(after=600, event=Event.SHIFT_ENDED, taker="Maya"),
            Told(after=1812, event=DUE),
        ),
    ),
)


def said(effect: Effect) -> str:
    """Return an effect in a few words."""
    name = "".join(f" {c.lower()}" if c.isupper() else c for c in type(effect).__name__)
    values = [
        ", ".join(value) if isinstance(value, tuple) else str(value)
        for field in fields(effect)
        if field.name not in ("about", "due_at", "attempt")
        and (value := getattr(effect, field.name))
    ]
    return f"{name.strip()}: {'; '.join(values)}".removesuffix(": ").replace("_", " ")


def row(line: Line) -> str:
    """Return one line of the printed table."""
    moment = EIGHT + timedelta(seconds=line.told.after)
    who = f" ({line.told.who or line.told.taker})"
    event = line.told.event.replace("_", " ") + who.removesuffix(" ()")
    due = line.contact.due_at
    cells = [
        f"{moment:%H:%M:%S}",
        event,
        line.contact.state.replace("_", " "),
        line.contact.owner or "nobody yet",
        f"{due:%H:%M:%S}" if due else "never",
        "; ".join(said(effect) for effect in line.effects) or "nothing",
    ]
    if due is None:
        cells[3] = f"closed by {line.contact.closed_by}"
    return f"| {' | '.join(cells)} |"


def chapter() -> str:
    """Return the chapter "Who is called when nobody answers"."""
    lines = [
        "# Who is called when nobody answers",
        "",
        "Printed from `tests/spec/dispatch`; the people are invented, the rules are those",
        "of `engines/dispatch`. Every contact is written down at 20:00:00, before anything",
        "rings. Whatever happens, it has somebody who owns it or a moment at which",
        "something happens next; the column “next at” is that moment, and it is a column",
        "in the database too, so nothing is forgotten when a machine is switched off.",
        "The tables are [drawn here](../reference/contact_states.md).",
    ]
    for example in EXAMPLES:
        lines += ["", f"## {example.heading}", "", example.words, ""]
        lines += ["| at | what happens | state | who has it | next at | what is done |"]
        lines += ["|---|---|---|---|---|---|"]
        lines += [row(line) for line in played(example)]
    return "\n".join([*lines, *call_examples(), *pair_examples()]) + "\n"


def rungs() -> list[str]:
    """Return the ladder as a table."""
    lines = ["| rung | begins to ring | rings alone with those before it for |"]
    lines += ["|---|---|---|"]
    for number, rung in enumerate(LADDER.rungs, 1):
        wait = f"{rung.wait} s" if number < LADDER.last else "the rest of the round"
        lines.append(f"| {number} | {rung.adds.replace('_', ' ')} | {wait} |")
    return lines


def waits() -> list[str]:
    """Return the waits that depend on the priority."""
    lines = ["| priority | a round lasts | check in within | call back within |"]
    lines += ["|---|---|---|---|"]
    for priority in Priority:
        spans = (LADDER.rounds, LADDER.check_ins, LADDER.call_backs)
        cells = [f"{each[priority] / 60:g} min" for each in spans]
        lines.append(f"| {priority.upper()} | {' | '.join(cells)} |")
    return lines


def states() -> str:
    """Return the page of the state machines."""
    lines = [
        "# Contacts, calls and alerts: the state machines",
        "",
        "This page is written from the tables in `engines/dispatch` by a program: change",
        "a table there, then run `python -m tests.spec.dispatch.chapter`. What has no arrow",
        "is refused (contacts, alerts) or passed over (calls: telephones report late).",
        "",
        "## The ladder",
        "",
        f"After rung {LADDER.last} comes rung {LADDER.again_from}, for ever.",
        f"Priority A begins at rung {LADDER.all_from}.",
        "",
        *rungs(),
        "",
        "For C and D an owner checks in at the end of her shift where that is known.",
        "",
        *waits(),
        "",
        "## The plan of a call",
        "",
        "Made once, when the call arrives. Nobody is rung twice, rungs without anybody",
        "new are left out, and after the last one the caller is asked for a message.",
        "A menu adds the time to choose.",
        "",
        *plans(),
    ]
    for heading, diagram in (
        ("A contact", diagram_of_contacts()),
        ("A call", diagram_of_calls()),
        ("A call-back", diagram_of_call_backs()),
        ("Asking one of ours by telephone", diagram_of_asks()),
        ("An alert to an attorney", diagram_of_alerts()),
        ("A pair that goes out", diagram_of_responses()),
    ):
        lines += ["", f"## {heading}", "", "```mermaid", diagram, "```"]
    return "\n".join([*lines, *moves(), *call_moves(), *faults()]) + "\n"


def moves() -> list[str]:
    """Return every entry of the table of contacts."""
    lines = ["", "## Every move of a contact", ""]
    lines += ["| state | event | then | owner | next at | what is done |"]
    lines += ["|---|---|---|---|---|---|"]
    for (state, event), move in TRANSITIONS.items():
        says = ", ".join(move.says) or "nothing"
        cells = [state, event, move.to, move.owner, move.due, says]
        lines.append(f"| {' | '.join(cells)} |".replace("_", " "))
    return lines


def call_moves() -> list[str]:
    """Return every entry of the table of calls."""
    lines = ["", "## Every move of a call", ""]
    lines += ["| state | what it means | then | outcome | what is done |"]
    lines += ["|---|---|---|---|---|"]
    for (state, sign), move in CALLS.items():
        does = ", ".join(move.does) or "nothing"
        cells = [state, sign, move.to, move.outcome, does]
        lines.append(f"| {' | '.join(cells)} |".replace("_", " "))
    return lines


def faults() -> list[str]:
    """Return the faults that the tests put into the tables, and what finds each."""
    return [
        "",
        "## Faults put in on purpose",
        "",
        "A test of the tables that lets a fault pass is no test. So these faults are put",
        "in, one at a time, and every course of events is tried in a small world that",
        "keeps its own account; behind the arrow stands the first promise that broke.",
        "",
        "```text",
        report(),
        "```",
    ]


if __name__ == "__main__":
    CHAPTER.write_text(chapter(), encoding="utf-8")
    STATES.write_text(states(), encoding="utf-8")
