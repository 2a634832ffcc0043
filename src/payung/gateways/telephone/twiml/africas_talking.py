"""Africa's Talking's dialect: one Dial rings everybody in turn, and that is all it does.

No question can be asked of a phone and no step has a wait, so whoever answers first,
be it a voicemail, has the call (Caps.confirm, Caps.step_wait). Written from its public
pages; never tried against it.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from payung.engines.dispatch import CallEvent, CallState, Outcome, PlanStep
from payung.gateways.telephone.speaking import PlanPaper

from .rows import CallRow
from .webhooks import Fields, Webhook, whole


def at_webhook(fields: Fields) -> Webhook:
    """Return what the fields say; one address gets both the arrival and the end."""
    said = dict(fields)
    talked = whole(said.get("dialDurationInSeconds", "")) > 0
    return Webhook(
        sid=said.get("sessionId", ""),
        caller=said.get("callerNumber", ""),
        status="completed" if said.get("isActive") == "0" else "ringing",
        dial_status="completed" if talked else "",
        dialled=said.get("dialDestinationNumber", "") if talked else "",
    )


def in_one_step(paper: PlanPaper) -> PlanPaper:
    """Return the plan as this dialect can carry it out: everybody in turn, no menu."""
    plan = paper.plan
    targets = tuple(dict.fromkeys(t for step in plan.steps for t in step.targets))
    wait = sum(step.wait for step in plan.steps)
    steps = (PlanStep(targets=targets, wait=wait),) if targets else ()
    return replace(paper, plan=replace(plan, steps=steps, menu=(), danger=""))


def at_events(row: CallRow, said: Webhook) -> tuple[tuple[CallEvent, str], ...]:
    """Return what the end of a call means: somebody was spoken to, or she is gone."""
    known = {where: who for who, where in row.paper.addresses.items()}
    target = known.get(f"tel:{said.dialled}", "")
    if said.dialled and target in row.dialling:
        return (
            (CallEvent.LEG_ANSWERED, target),
            (CallEvent.LEG_PRESSED_ONE, target),
            (CallEvent.LEG_GONE, target),
        )
    return ((CallEvent.CALLER_GONE, ""),)


def at_document(row: CallRow) -> bytes:
    """Return what the caller's leg does."""
    root = etree.Element("Response")
    if row.call.state is CallState.RINGING:
        numbers = [row.paper.addresses[t].partition(":")[2] for t in row.dialling]
        dial = etree.SubElement(
            root, "Dial", phoneNumbers=",".join(numbers), sequential="true"
        )
        if row.paper.shows:
            dial.set("callerId", row.paper.shows)
    elif row.call.outcome is Outcome.MISSED_CALL:
        etree.SubElement(root, "Reject")
    else:
        say = etree.SubElement(root, "Say")
        say.text = "We will call you back."
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
