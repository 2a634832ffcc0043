"""Permissions and counselling in one case, for the access table."""

from __future__ import annotations

from datetime import timedelta

from payung.programme.cases.models import Case
from payung.programme.consents.deeds import give
from payung.programme.consents.models import How, Purpose
from payung.programme.counselling.codes import Priority, Risk, Service
from payung.programme.counselling.deciding import explain_option
from payung.programme.counselling.intake import NewNeed, add_need, begin
from payung.programme.counselling.models import Due
from payung.programme.counselling.planning import add_goal
from payung.programme.counselling.talking import review_risk
from payung.programme.people.actors import Actor
from tests.access.one_case import OneCase
from tests.cast import THEN


NAMES = ("begin", "need", "option", "goal", "session", "risk", "supervised")


def one_care(reference: str, actor: Actor) -> OneCase:
    """Let somebody have said yes to help, and be counselled a little."""
    case = Case.objects.get(reference=reference)
    answer = give(
        actor=actor,
        case=case,
        purpose=Purpose.SERVICE,
        how=How.SPOKEN,
        language="ne",
        witness="An invented aunt",
        at=THEN,
    )
    begin(actor=actor, case=case, at=THEN)
    new = NewNeed(service=Service.SHELTER, priority=Priority.H24)
    need = add_need(actor=actor, case=case, new=new, at=THEN)
    option = explain_option(actor=actor, case=case, service=Service.SHELTER, at=THEN)
    day = THEN + timedelta(days=7)
    goal = add_goal(actor=actor, case=case, text="A room", due_at=day, at=THEN)
    risk = review_risk(
        actor=actor, case=case, level=Risk.LOW, text="An invented reason", at=THEN
    )
    one: dict[str, object] = {"reference": reference}
    asked = one | {"number": 1}
    due = Due.objects.get(case=case, kind="week")
    return OneCase(
        arguments={
            **{f"care-{name}": one for name in NAMES},
            **dict.fromkeys(("case-consents", "case-age", "case-counselling"), one),
            **dict.fromkeys(
                ("case-consent", "case-consent-back", "case-details"), asked
            ),
            "case-close": one,
            "case-detail-show": asked | {"kind": "full_name"},
            "case-consent-witness": one | {"consent_id": answer.pk},
            "care-referral": one | {"need_id": need.pk},
            "care-decision": one | {"option_id": option.pk},
            "care-goal-end": one | {"goal_id": goal.pk},
            "care-done": one | {"due_id": due.pk},
            "care-show": one | {"what": "risk", "row_id": risk.pk},
        },
        posts={"case-age": {"age": "adult"}},
    )
