"""Coded answers -> IncidentFacts, by the coding table's column `becomes`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from ._answers import Answers, leaves
from ._coding import MOMENT, Coding, Keep
from ._crosswalks import Crosswalks, gbvims_core_type
from ._incident import (
    Act,
    Detention,
    Incident,
    IncidentFacts,
    Involvement,
    Person,
    Profile,
    Referral,
    Response,
)


T = TypeVar("T")
ENTRY = re.compile(r"^(.*\[(\d+)\])/")
CONSENT = "consent."


class UnreadableAnswer(ValueError):
    """An answer is not what its fact needs; names the question, never repeats the answer."""

    def __init__(self, path: str, sentence: str) -> None:
        self.path = path
        self.sentence = sentence
        super().__init__(f"{path}: {sentence}")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """What one group of answers says: fact field -> (path, text)."""

    number: int
    said: dict[str, tuple[str, str]]

    def text(self, fact: str) -> str:
        return self.said.get(fact, ("", ""))[1]

    def codes(self, fact: str) -> tuple[str, ...]:
        return tuple(self.text(fact).split())

    def whole(self, fact: str) -> int | None:
        return self._read(fact, int, "is not a whole number.")

    def decimal(self, fact: str) -> Decimal | None:
        number = self._read(fact, Decimal, "is not a number.")
        if number is not None and not number.is_finite():
            raise UnreadableAnswer(self.said[fact][0], "is not a number.")
        return number

    def day(self, fact: str) -> date | None:
        return self._read(
            fact, lambda text: date.fromisoformat(text[:10]), "is not a date."
        )

    def moment(self, fact: str) -> datetime | None:
        at = self._read(fact, datetime.fromisoformat, "is not a date with a time.")
        if at is not None and at.tzinfo is None:
            raise UnreadableAnswer(self.said[fact][0], "does not say its time zone.")
        return at

    def _read(self, fact: str, reader: Callable[[str], T], otherwise: str) -> T | None:
        path, text = self.said.get(fact, ("", ""))
        if not text:
            return None
        try:
            return reader(text)
        except (ValueError, InvalidOperation) as why:
            raise UnreadableAnswer(path, otherwise) from why


def facts_from(
    answers: Answers, coding: Coding, crosswalks: Crosswalks
) -> IncidentFacts:
    """Return what the coded answers of one report say; sealed answers are not looked at.

    Raises UnreadableAnswer when a date or number cannot be read.
    """
    told, entries = _told(answers, coding)
    profiles = tuple(_profile(entry, crosswalks) for entry in entries("profile."))
    acts, hands = _acts(told, list(entries("act.")), profiles, crosswalks)
    return IncidentFacts(
        incident=_incident(told),
        person=Person(
            gender=told.text("person.gender"),
            age_band=told.text("person.age_band"),
            first_report=told.text("person.first_report"),
        ),
        consents={
            fact.removeprefix(CONSENT): text
            for fact, (_, text) in told.said.items()
            if fact.startswith(CONSENT)
        },
        profiles=profiles,
        acts=acts,
        involvements=hands,
        detention=_detention(told),
        responses=tuple(
            Response(
                step=entry.text("response.step"),
                at=entry.moment("response.at"),
                result=entry.text("response.result"),
            )
            for entry in entries("response.")
        ),
        referrals=tuple(
            Referral(
                service=entry.text("referral.service"),
                status=entry.text("referral.status"),
                consent=entry.text("referral.consent"),
                priority=entry.text("referral.priority"),
            )
            for entry in entries("referral.")
        ),
        injuries=told.codes("harm.injuries"),
        wants=told.codes("harm.wants"),
        evidence_kinds=tuple(
            entry.text("evidence.kind") for entry in entries("evidence.")
        ),
        next_contact_on=told.day("follow_up.on"),
        paralegal_well=told.text("follow_up.paralegal_well"),
        core_type=gbvims_core_type([act.code for act in acts], crosswalks),
        unknown=_unknown(told, profiles, acts, crosswalks),
    )


def kept_to_the_day(answers: Answers) -> Answers:
    """Return the answers with every moment shortened to its day.

    For the stored report: an exact time of what happened stays sealed, or with the case's clock.
    """
    return {name: _to_the_day(value) for name, value in answers.items()}


def _to_the_day(value: object) -> object:
    if isinstance(value, dict):
        return kept_to_the_day(value)
    if isinstance(value, list):
        return [kept_to_the_day(entry) for entry in value]
    match = MOMENT.match(str(value))
    return match[1] if match else value


def _told(
    answers: Answers, coding: Coding
) -> tuple[_Told, Callable[[str], Iterator[_Told]]]:
    """Return the answers that stand alone, and a way to the entries of each kind."""
    alone: dict[str, tuple[str, str]] = {}
    repeated: dict[tuple[str, int], dict[str, tuple[str, str]]] = {}
    for path, text in leaves(answers):
        row = coding.row_for(path)
        if row is None or not row.becomes or row.keep is not Keep.CODED:
            continue
        inside = ENTRY.match(path)
        entry = (
            repeated.setdefault((inside[1], int(inside[2])), {}) if inside else alone
        )
        entry[row.becomes] = (path, text)

    def entries(kind: str) -> Iterator[_Told]:
        for (_, number), said in repeated.items():
            if any(fact.startswith(kind) for fact in said):
                yield _Told(number=number, said=said)

    return _Told(number=0, said=alone), entries


def _incident(told: _Told) -> Incident:
    return Incident(
        on=told.day("incident.on"),
        precision=told.text("incident.precision"),
        time_of_day=told.text("incident.time_of_day"),
        ongoing=told.text("incident.ongoing"),
        country=told.text("incident.country"),
        area=told.text("incident.area"),
        place=told.text("incident.place"),
        context=told.codes("incident.context"),
        bias=told.codes("incident.bias"),
        n_affected=told.whole("incident.n_affected"),
        goods_asked=told.text("incident.goods_asked"),
        urgent=told.codes("incident.urgent"),
        channel=told.text("incident.channel"),
        source=told.text("incident.source"),
        elsewhere=told.codes("incident.elsewhere"),
        corroboration=told.codes("incident.corroboration"),
        reliability=told.text("incident.reliability"),
    )


def _profile(entry: _Told, crosswalks: Crosswalks) -> Profile:
    kind = entry.text("profile.type")
    known = crosswalks.perpetrators.get(kind)
    return Profile(
        number=entry.number,
        type=kind,
        group=known.group if known else "",
        count=entry.whole("profile.count"),
        part=entry.text("profile.part"),
        unit=entry.text("profile.unit"),
        before=entry.text("profile.before"),
    )


def _acts(
    told: _Told,
    entries: list[_Told],
    profiles: tuple[Profile, ...],
    crosswalks: Crosswalks,
) -> tuple[tuple[Act, ...], tuple[Involvement, ...]]:
    """Return the acts ticked, in their order, with what the entries add about each."""
    about = {entry.text("act.code"): entry for entry in entries}
    codes = dict.fromkeys((*told.codes("acts"), *filter(None, about)))
    empty = _Told(number=0, said={})
    acts = []
    hands: list[Involvement] = []
    for code in codes:
        known = crosswalks.acts.get(code)
        entry = about.get(code, empty)
        acts.append(
            Act(
                code=code,
                group=known.group if known else "",
                times=entry.whole("act.times"),
                gbvims_core=gbvims_core_type([code], crosswalks),
            )
        )
        hands += _hands(code, entry.codes("act.by"), profiles)
    return tuple(acts), tuple(hands)


def _hands(
    act: str, by: tuple[str, ...], profiles: tuple[Profile, ...]
) -> Iterator[Involvement]:
    for profile in profiles:
        if "all" in by or f"p{profile.number}" in by:
            yield Involvement(
                act=act,
                profile=profile.number,
                type=profile.type,
                count=profile.count,
                part=profile.part,
                unit=profile.unit,
            )


def _detention(told: _Told) -> Detention | None:
    # How many were taken has a first value of 1, which alone says nothing.
    said = {fact for fact in told.said if fact.startswith("detention.")}
    if not said - {"detention.n_taken"}:
        return None
    return Detention(
        taken_at=told.moment("detention.taken_at"),
        n_taken=told.whole("detention.n_taken"),
        unit=told.text("detention.unit"),
        reason_told=told.text("detention.reason_told"),
        law=told.codes("detention.law"),
        paper=told.text("detention.paper"),
        family_told_at=told.moment("detention.family_told_at"),
        counsel_at=told.moment("detention.counsel_at"),
        judge_at=told.moment("detention.judge_at"),
        travel_hours=told.decimal("detention.travel_hours"),
        signed=told.text("detention.signed"),
        money_asked=told.text("detention.money_asked"),
        paid=told.decimal("detention.paid"),
        condoms_used=told.text("detention.condoms_used"),
        status=told.text("detention.status"),
    )


def _unknown(
    told: _Told,
    profiles: tuple[Profile, ...],
    acts: tuple[Act, ...],
    crosswalks: Crosswalks,
) -> tuple[str, ...]:
    found = [act.code for act in acts if act.code not in crosswalks.acts]
    kinds = {profile.type for profile in profiles if profile.type}
    found += sorted(kinds - set(crosswalks.perpetrators))
    place = told.text("incident.place")
    return (*found, *([place] if place and place not in crosswalks.places else []))
