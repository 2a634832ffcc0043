"""Plans as JSON and back: all that a telephone needs to carry a call out alone."""

from __future__ import annotations

from payung.engines.dispatch import Choice, Plan, PlanLeadsNowhere, PlanStep
from payung.engines.sealed import (
    Refused,
    TeamPublic,
    new_record_secret,
    to_text,
    wrap_for_team,
)
from payung.gateways.telephone.speaking import PlanPaper, SealTo

from ._news_paper import id_value, moment_value
from ._sheet import Sheet


_PAPER = (
    *("line", "plan", "addresses", "seal_to", "language", "languages", "rejects"),
    *("shows", "longest_talk", "made_at"),
)
_PLAN = (
    *("contact", "steps", "confirm_wait", "longest_message"),
    *("menu", "menu_wait", "danger"),
)
_STEP = ("targets", "wait")
_CHOICE = ("digit", "code", "steps")
_SEAL_TO = ("team", "epoch", "kem")


def plan_value(paper: PlanPaper) -> dict[str, object]:
    """Return a plan as what JSON can hold."""
    return {
        "line": paper.line,
        "plan": _plan_value(paper.plan),
        "addresses": dict(paper.addresses),
        "seal_to": None if paper.seal_to is None else _seal_value(paper.seal_to),
        "language": paper.language,
        "languages": dict(paper.languages),
        "rejects": paper.rejects,
        "shows": paper.shows,
        "longest_talk": paper.longest_talk,
        "made_at": None if paper.made_at is None else moment_value(paper.made_at),
    }


def _plan_value(plan: Plan) -> dict[str, object]:
    return {
        "contact": plan.contact,
        "steps": _steps_value(plan.steps),
        "confirm_wait": plan.confirm_wait,
        "longest_message": plan.longest_message,
        "menu": [
            {
                "digit": choice.digit,
                "code": choice.code,
                "steps": _steps_value(choice.steps),
            }
            for choice in plan.menu
        ],
        "menu_wait": plan.menu_wait,
        "danger": plan.danger,
    }


def _steps_value(steps: tuple[PlanStep, ...]) -> list[object]:
    return [{"targets": list(step.targets), "wait": step.wait} for step in steps]


def _seal_value(seal_to: SealTo) -> dict[str, object]:
    public = seal_to.public
    return {
        "team": id_value(public.team),
        "epoch": public.epoch,
        "kem": to_text(public.kem),
    }


def plan_of(value: object, where: str = "plan") -> PlanPaper:
    """Return a plan from a JSON value; raise NotPaper."""
    sheet = Sheet(value, where, _PAPER)
    seal_to = sheet.value("seal_to")
    return PlanPaper(
        line=sheet.text("line", least=1),
        plan=_plan(sheet.value("plan"), f"{where}.plan"),
        addresses=sheet.pairs("addresses"),
        seal_to=None if seal_to is None else _seal_to(seal_to, f"{where}.seal_to"),
        language=sheet.text("language", least=1),
        languages=sheet.pairs("languages"),
        rejects=sheet.yes_no("rejects"),
        shows=sheet.text("shows"),
        longest_talk=sheet.whole("longest_talk", least=1),
        made_at=sheet.moment_or_none("made_at"),
    )


def _plan(value: object, where: str) -> Plan:
    sheet = Sheet(value, where, _PLAN)
    menu = [_choice(each, f"{where}.menu") for each in sheet.sheets("menu")]
    try:
        return Plan(
            contact=sheet.text("contact", least=1),
            steps=_steps(sheet),
            confirm_wait=sheet.whole("confirm_wait", least=1),
            longest_message=sheet.whole("longest_message", least=1),
            menu=tuple(menu),
            menu_wait=sheet.whole("menu_wait", least=1),
            danger=sheet.text("danger"),
        )
    except PlanLeadsNowhere:
        sheet.refuse("menu", "keys of a telephone that mean one thing each")


def _choice(value: object, where: str) -> Choice:
    sheet = Sheet(value, where, _CHOICE)
    return Choice(
        digit=sheet.text("digit", least=1, most=1),
        code=sheet.text("code"),
        steps=_steps(sheet),
    )


def _steps(above: Sheet) -> tuple[PlanStep, ...]:
    sheets = [
        Sheet(value, f"{above.where}.steps", _STEP) for value in above.sheets("steps")
    ]
    return tuple(
        PlanStep(targets=sheet.texts("targets"), wait=sheet.whole("wait", least=1))
        for sheet in sheets
    )


def _seal_to(value: object, where: str) -> SealTo:
    sheet = Sheet(value, where, _SEAL_TO)
    public = TeamPublic(
        team=sheet.id("team"),
        epoch=sheet.whole("epoch", least=1),
        kem=sheet.data("kem"),
    )
    # Sealing once is the only proof that it can be sealed to; better now than while
    # somebody speaks.
    try:
        wrap_for_team(new_record_secret("trial"), public)
    except Refused:
        sheet.refuse("kem", "a public key of a known suite")
    return SealTo(public=public)
