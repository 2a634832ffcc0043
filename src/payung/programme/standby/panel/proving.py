"""Whether the attorneys' part of a roster holds: asked of the engine, kept as a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from payung.engines.rostering import Certified, Empty, Refused, fill
from payung.programme.standby.models import RosterPeriod
from payung.programme.standby.panel_models import (
    CapacityCertificate,
    ProvenFor,
    Verdict,
)

from .questions import Question, question_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """What was asked of a roster, and what the engine answered."""

    question: Question
    answer: Certified | Refused

    @property
    def verdict(self) -> Verdict:
        """Return what this says of the roster as it is planned."""
        if isinstance(self.answer, Refused):
            return Verdict.REFUSED
        return Verdict.FILLABLE if self.question.free else Verdict.CERTIFIED

    @property
    def holds(self) -> bool:
        """Return whether the roster is certified as it is planned."""
        return self.verdict is Verdict.CERTIFIED

    @property
    def too_many(self) -> tuple[Empty, ...]:
        """Return the planned shifts whose people cannot really have them all."""
        if isinstance(self.answer, Certified):
            return ()
        return tuple(one for one in self.answer.empty if one.shift.given_to)


def prove(period: RosterPeriod, *, at: datetime) -> Proof:
    """Return whether the attorneys' part of a roster holds, from this moment on."""
    question = question_of(period, at=at)
    answer = fill(question.shifts, question.people, begins=question.begins)
    return Proof(question=question, answer=answer)


def certify(
    period: RosterPeriod, proof: Proof, *, proven_for: ProvenFor, at: datetime
) -> CapacityCertificate:
    """Keep what was found; call it in the transaction of what it was found for."""
    made = certificate_of(period, proof)
    made.proven_for, made.made_at = proven_for, at
    made.save(force_insert=True)
    return made


def certificate_of(period: RosterPeriod, proof: Proof) -> CapacityCertificate:
    """Return what was found as a row that is not kept yet: a plan has no certificate."""
    answer, question = proof.answer, proof.question
    refused = answer if isinstance(answer, Refused) else None
    total = question.sum
    return CapacityCertificate(
        period=period,
        verdict=proof.verdict,
        people=total.people,
        a_week=total.a_week,
        weeks=total.weeks,
        away=total.away,
        have=total.have,
        need=total.need,
        unsaid=len(question.unsaid),
        spread=answer.spread if isinstance(answer, Certified) else None,
        empty=_empty(refused) if refused else _free(question),
        is_fewest=refused.is_fewest if refused else True,
        people_needed=refused.people_needed if refused else None,
        digest=question.digest,
    )


def latest(period: RosterPeriod) -> CapacityCertificate | None:
    """Return the newest certificate of a roster."""
    return period.certificates.order_by("-made_at", "-pk").first()


def _empty(refused: Refused) -> list[dict[str, object]]:
    return [
        {
            "start": one.shift.time.start.isoformat(),
            "end": one.shift.time.end.isoformat(),
            "given_to": one.shift.given_to,
            "why": {each.person: each.why.value for each in one.obstacles},
        }
        for one in refused.empty
    ]


def _free(question: Question) -> list[dict[str, object]]:
    return [
        {
            "start": one.time.start.isoformat(),
            "end": one.time.end.isoformat(),
            "given_to": "",
            "why": {},
        }
        for one in question.free
    ]
