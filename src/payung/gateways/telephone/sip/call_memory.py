"""A call as it lies in memory, outside of the process, to survive its end.

It holds the caller's INVITE with her number: in a tmpfs only (`desk.memory`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from payung.engines.dispatch import Call, CallState, Leg, LegState, Outcome
from payung.gateways.telephone.desk import paper as papers
from payung.gateways.telephone.speaking import PlanPaper

from .dialog_memory import Remembered


@dataclass(frozen=True, kw_only=True, slots=True)
class CallMemory:
    """Everything of one call; `tries` counts how often it was brought back."""

    line: str
    seq: int
    number: str = field(repr=False)
    invite: bytes = field(repr=False)
    source: tuple[str, int] = field(repr=False)
    tag: str
    call: Call
    paper: PlanPaper | None
    caller: Remembered
    phones: dict[str, Remembered] = field(default_factory=dict)
    tries: int = 0

    def write(self) -> bytes:
        """Return it as bytes."""
        given = self.paper or PlanPaper(
            line=self.line, plan=self.call.plan, addresses={}, seal_to=None
        )
        value = {
            "line": self.line,
            "seq": self.seq,
            "number": self.number,
            # Whatever bytes came must come back as they were.
            "invite": self.invite.decode("latin-1"),
            "source": list(self.source),
            "tag": self.tag,
            "call": _call_value(self.call),
            "planned": self.paper is not None,
            "paper": papers.write_plan(replace(given, plan=self.call.plan)),
            "caller": self.caller.value(),
            "phones": {name: each.value() for name, each in self.phones.items()},
            "tries": self.tries,
        }
        return json.dumps(value).encode()

    @classmethod
    def read(cls, data: bytes) -> CallMemory:
        """Return what `write` has written; raise ValueError or KeyError."""
        value: dict[str, Any] = json.loads(data)
        paper = papers.read_plan(value["paper"])
        host, port = value["source"]
        return cls(
            line=value["line"],
            seq=value["seq"],
            number=value["number"],
            invite=value["invite"].encode("latin-1"),
            source=(host, port),
            tag=value["tag"],
            call=_call(value["call"], paper),
            paper=paper if value["planned"] else None,
            caller=Remembered.read(value["caller"]),
            phones={n: Remembered.read(each) for n, each in value["phones"].items()},
            tries=value["tries"],
        )


def _call_value(call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "state": call.state,
        "due_at": call.due_at.isoformat() if call.due_at else None,
        "step": call.step,
        "legs": [[leg.target, leg.state] for leg in call.legs],
        "outcome": call.outcome,
        "graced": call.graced,
        "choice": call.choice,
        "raised": call.raised,
    }


def _call(value: dict[str, Any], paper: PlanPaper) -> Call:
    due_at = value["due_at"]
    return Call(
        id=value["id"],
        state=CallState(value["state"]),
        due_at=datetime.fromisoformat(due_at) if due_at else None,
        plan=paper.plan,
        step=value["step"],
        legs=tuple(Leg(target=t, state=LegState(s)) for t, s in value["legs"]),
        outcome=Outcome(value["outcome"]),
        graced=value["graced"],
        choice=value["choice"],
        raised=value["raised"],
    )
