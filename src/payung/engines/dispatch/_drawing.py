"""The tables as diagrams, in Mermaid's words, for the manual."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ._alert_table import ALERTS
from ._asks import ASKS
from ._call_backs import CALL_BACKS
from ._call_table import CALLS
from ._responses import RESPONSES
from ._transitions import TRANSITIONS


def diagram_of_contacts() -> str:
    """Return the state machine of a contact."""
    arrows = ((a, b.to, event) for (a, event), b in TRANSITIONS.items())
    return _diagram("opened", ("closed",), arrows)


def diagram_of_calls() -> str:
    """Return the state machine of a call."""
    arrows = ((a, b.to, sign) for (a, sign), b in CALLS.items())
    return _diagram("routing", ("ended",), arrows)


def diagram_of_call_backs() -> str:
    """Return the state machine of a call-back."""
    arrows = ((a, b.to, event) for (a, event), b in CALL_BACKS.items())
    return _diagram("ringing_us", ("ended",), arrows)


def diagram_of_asks() -> str:
    """Return the state machine of an ask: an alert or a drill by telephone."""
    arrows = ((a, b.to, event) for (a, event), b in ASKS.items())
    return _diagram("ringing", ("accepted", "refused", "withdrawn"), arrows)


def diagram_of_alerts() -> str:
    """Return the state machine of an alert."""
    arrows = ((a, b.to, event) for (a, event), b in ALERTS.items())
    return _diagram("ringing", ("closed",), arrows)


def diagram_of_responses() -> str:
    """Return the stages of a response."""
    arrows = ((a, to, report) for (a, report), to in RESPONSES.items())
    # The second to accept makes the pair; the table knows stages, not heads.
    paired = (
        ("needed", "paired", "a second accepted"),
        ("needed", "en_route", "a second joins one who is out"),
    )
    return _diagram("needed", ("complete", "called_off"), [*arrows, *paired])


def _diagram(
    first: str, ends: tuple[str, ...], arrows: Iterable[tuple[str, str, str]]
) -> str:
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for start, to, label in arrows:
        if start != to or start not in ends:
            labels[start, to].append(label.replace("_", " "))
    lines = [f"    {a} --> {b}: {' / '.join(said)}" for (a, b), said in labels.items()]
    lasts = [f"    {end} --> [*]" for end in ends]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {first}", *lines, *lasts])
