"""Worked examples of what the telephone does alone, printed into the same chapter."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

from payung.engines.dispatch import (
    LADDER,
    Call,
    CallEvent,
    Choice,
    Effect,
    Group,
    Plan,
    PlayPrompt,
    Priority,
    Signal,
    arriving,
    call_step,
    plan_of,
    steps_of,
)


EIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
ON_DUTY = {
    Group.PRIMARY: ("Sunita",),
    Group.BACKUP: ("Maya",),
    Group.RING_GROUP: ("Maya", "Kamala"),
    Group.COORDINATOR: ("Bimala",),
}
IN_THE_NORTH = {Group.PRIMARY: ("Kamala",), Group.COORDINATOR: ("Bimala",)}
ALONE = plan_of(LADDER, Priority.C, ON_DUTY, contact="C-1", danger="0")
WITH_MENU = plan_of(
    LADDER,
    Priority.C,
    ON_DUTY,
    contact="C-1",
    danger="0",
    menu=(
        Choice(
            digit="1", code="north", steps=steps_of(LADDER, Priority.C, IN_THE_NORTH)
        ),
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported:
    """What the telephone reports so many seconds after the call; `who` or a key."""

    after: float
    event: CallEvent
    who: str = ""
    digit: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CallExample:
    """One worked example: a heading, a paragraph, the plan, and the reports."""

    heading: str
    words: str
    story: tuple[Reported, ...]
    plan: Plan = ALONE


@dataclass(frozen=True, kw_only=True, slots=True)
class CallLine:
    """One line of an example: the report, the call after it, and the effects."""

    reported: Reported
    call: Call
    effects: tuple[Effect, ...]


DUE, DIGIT = CallEvent.DUE, CallEvent.DIGIT
ANSWERED, PRESSED = CallEvent.LEG_ANSWERED, CallEvent.LEG_PRESSED_ONE
PLANNED = Reported(after=0, event=CallEvent.PLANNED)
CALL_EXAMPLES = (
    CallExample(
        heading="The telephone alone: nobody answers",
        words=(
            "The plan of the whole call is made at its beginning, from the ladder and "
            "from who is on duty, and from then on the telephone needs nobody. Nobody is "
            "rung twice, and a rung without anybody new is left out. After the last one "
            "the caller is asked for a message; she does not listen to ringing for ever, "
            "while the contact goes on asking people."
        ),
        story=(
            PLANNED,
            Reported(after=18, event=DUE),
            Reported(after=36, event=DUE),
            Reported(after=61, event=DUE),
            Reported(after=86, event=DUE),
            Reported(after=120, event=CallEvent.MESSAGE_ENDED),
        ),
    ),
    CallExample(
        heading="The telephone alone: she chooses with a key",
        words=(
            "Before anybody rings, the caller may choose her district. Whoever presses "
            "nothing, or a key that is not offered, is served by those on duty for all."
        ),
        plan=WITH_MENU,
        story=(
            PLANNED,
            Reported(after=2, event=DIGIT, digit="7"),
            Reported(after=3, event=DIGIT, digit="1"),
            Reported(after=9, event=ANSWERED, who="Kamala"),
            Reported(after=11, event=PRESSED, who="Kamala"),
            Reported(after=300, event=CallEvent.CALLER_GONE),
        ),
    ),
    CallExample(
        heading="The telephone alone: the danger key",
        words=(
            "The caller presses the danger key while the first phone rings. Everybody "
            "who is left in the plan rings at once, and the contact has priority A."
        ),
        story=(
            PLANNED,
            Reported(after=5, event=DIGIT, digit="0"),
            Reported(after=6, event=DIGIT, digit="0"),
            Reported(after=8, event=ANSWERED, who="Maya"),
            Reported(after=9, event=ANSWERED, who="Sunita"),
            Reported(after=10, event=PRESSED, who="Sunita"),
        ),
    ),
    CallExample(
        heading="The telephone alone: her mobile's own voicemail answers",
        words=(
            "Sunita's phone is switched off and its voicemail answers. Nobody presses 1, "
            "so it does not count as an answer, and the others are rung all the same."
        ),
        story=(
            PLANNED,
            Reported(after=3, event=ANSWERED, who="Sunita"),
            Reported(after=18, event=DUE),
            Reported(after=20, event=ANSWERED, who="Maya"),
            Reported(after=22, event=PRESSED, who="Maya"),
        ),
    ),
)


def call_played(example: CallExample) -> list[CallLine]:
    """Return the example, step by step."""
    call, lines = arriving("call-1", last_plan=None, at=EIGHT), []
    for each in example.story:
        signal = Signal(
            event=each.event,
            at=EIGHT + timedelta(seconds=each.after),
            target=each.who,
            digit=each.digit,
            plan=example.plan if each is PLANNED else None,
        )
        call, effects = call_step(call, signal)
        lines.append(CallLine(reported=each, call=call, effects=effects))
    return lines


def call_said(effect: Effect) -> str:
    """Return an effect in a few words."""
    name = "".join(f" {c.lower()}" if c.isupper() else c for c in type(effect).__name__)
    if isinstance(effect, PlayPrompt) and not effect.target:
        name += " to the caller"
    values = [
        str(value)
        for field in fields(effect)
        if field.name not in ("about", "due_at", "attempt")
        and (value := getattr(effect, field.name))
    ]
    return f"{name.strip()}: {', '.join(values)}".removesuffix(": ").replace("_", " ")


def call_row(line: CallLine) -> str:
    """Return one line of the printed table."""
    each, call = line.reported, line.call
    moment = EIGHT + timedelta(seconds=each.after)
    what = f"{each.event} ({each.who or each.digit})".removesuffix(" ()")
    state = f"{call.state}: {call.outcome}".removesuffix(": ")
    cells = [
        f"{moment:%H:%M:%S}",
        what.replace("_", " ").replace("leg ", "phone "),
        state.replace("_", " "),
        f"{call.due_at:%H:%M:%S}" if call.due_at else "not needed",
        "; ".join(call_said(effect) for effect in line.effects) or "nothing",
    ]
    return f"| {' | '.join(cells)} |"


def call_examples() -> list[str]:
    """Return the part of the chapter about calls."""
    lines: list[str] = []
    for example in CALL_EXAMPLES:
        lines += ["", f"## {example.heading}", "", example.words, ""]
        lines += [
            "| at | the telephone reports | state | it looks again at | it does |"
        ]
        lines += ["|---|---|---|---|---|"]
        lines += [call_row(line) for line in call_played(example)]
    return lines


def plans() -> list[str]:
    """Return, for the page of state machines, what a plan may cost a caller."""
    everybody = {group: (group.value,) for group in Group}
    lines = ["| priority | steps of a plan with everybody on duty | longest wait |"]
    lines += ["|---|---|---|"]
    for priority in Priority:
        plan = plan_of(LADDER, priority, everybody, contact="C-1")
        steps = ", then ".join(
            f"{' + '.join(step.targets)} {step.wait} s" for step in plan.steps
        )
        row = f"| {priority.upper()} | {steps} | {plan.patience} s |"
        lines.append(row.replace("_", " "))
    return lines
