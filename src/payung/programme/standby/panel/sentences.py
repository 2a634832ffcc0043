"""What was proven of a roster, in words that a coordinator can check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.engines.rostering import Refused, Why
from payung.programme.places.packs import pack_of
from payung.programme.standby.models import RosterPeriod
from payung.programme.standby.panel_models import CapacityCertificate, Verdict

from .proving import Proof, certificate_of


LISTED = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class EmptyLine:
    """A shift that nobody has or can have, and why not."""

    start: datetime
    end: datetime
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A certificate in words: the verdict, the sum, what follows, the empty shifts."""

    certificate: CapacityCertificate
    holds: bool
    can_be_filled: bool
    verdict: str
    total: str
    then: str
    unsaid: str
    empty: tuple[EmptyLine, ...]
    more: int


def told(found: CapacityCertificate) -> Told:
    """Return a certificate in words."""
    # What the panel can fill is listed with the other gaps: nothing is to be explained.
    refused = found.verdict == Verdict.REFUSED
    lines = tuple(_line(each) for each in found.empty) if refused else ()
    return Told(
        certificate=found,
        holds=found.verdict == Verdict.CERTIFIED,
        can_be_filled=bool(found.empty),
        verdict=_verdict(found),
        total=sum_sentence(found),
        then=_then(found),
        unsaid=_unsaid(found),
        empty=lines[:LISTED],
        more=max(len(lines) - LISTED, 0),
    )


def why_refused(period: RosterPeriod, proof: Proof) -> str:
    """Return in one line why a roster cannot be kept, "" where it can."""
    if not isinstance(proof.answer, Refused):
        return ""
    found = certificate_of(period, proof)
    if found.have < found.need and proof.question.free:
        return sum_sentence(found)
    line, zone = _line(found.empty[0]), pack_of(period.country).zone()
    words = {"start": f"{line.start.astimezone(zone):%Y-%m-%d %H:%M}", "why": line.why}
    return _("%(start)s: %(why)s") % words


def sum_sentence(found: CapacityCertificate) -> str:
    """Return the sum that anybody can check."""
    words = {
        "people": found.people,
        "shifts": found.a_week,
        "weeks": found.weeks,
        "have": found.have,
        "need": found.need,
        "away": found.away,
        "sign": "≥" if found.have >= found.need else "<",
    }
    if found.a_week is None:
        return _("%(people)s lawyers can take %(have)s %(sign)s %(need)s") % words
    if found.away:
        return (
            _(
                "%(people)s lawyers × %(shifts)s shifts × %(weeks)s weeks − %(away)s "
                "away = %(have)s %(sign)s %(need)s"
            )
            % words
        )
    return (
        _(
            "%(people)s lawyers × %(shifts)s shifts × %(weeks)s weeks = %(have)s "
            "%(sign)s %(need)s"
        )
        % words
    )


def why_sentence(why: Mapping[str, str], given_to: str = "") -> str:
    """Return who is kept from a shift by what, those of one reason together."""
    if given_to:
        return _of_one(given_to, Why(why.get(given_to, Why.NOT_HERS)))
    together: dict[Why, list[str]] = defaultdict(list)
    for person, code in sorted(why.items()):
        together[Why(code)].append(person)
    said = [
        f"{_word(each)}: {', '.join(together[each])}"
        for each in Why
        if each in together
    ]
    return "; ".join(said)


def _line(each: Mapping[str, object]) -> EmptyLine:
    why = each["why"]
    codes = {str(who): str(code) for who, code in dict(why).items()}  # type: ignore[call-overload]
    return EmptyLine(
        start=datetime.fromisoformat(str(each["start"])),
        end=datetime.fromisoformat(str(each["end"])),
        why=why_sentence(codes, str(each["given_to"])),
    )


def _verdict(found: CapacityCertificate) -> str:
    count = len(found.empty)
    if found.verdict == Verdict.CERTIFIED:
        return _("A lawyer has every shift, and nobody has more than she gives.")
    if found.verdict == Verdict.FILLABLE:
        return ngettext(
            "One shift has no lawyer yet. Those on the panel can fill it.",
            "%(count)s shifts have no lawyer yet. Those on the panel can fill them.",
            count,
        ) % {"count": count}
    said = ngettext(
        "One shift stays without a lawyer, however the others are given out.",
        "%(count)s shifts stay without a lawyer, however they are given out.",
        count,
    )
    if not found.is_fewest:
        said = ngettext(
            "One shift stays without a lawyer in the best roster that was found.",
            "%(count)s shifts stay without a lawyer in the best roster that was found.",
            count,
        )
    return said % {"count": count}


def _then(found: CapacityCertificate) -> str:
    if found.people_needed is None:
        return ""
    return ngettext(
        "One lawyer would be enough.",
        "%(count)s lawyers would be enough.",
        found.people_needed,
    ) % {"count": found.people_needed}


def _unsaid(found: CapacityCertificate) -> str:
    if not found.unsaid:
        return ""
    return ngettext(
        "One lawyer has not said how much she gives: no limit is counted for her.",
        "%(count)s lawyers have not said how much they give: no limit is counted for "
        "them.",
        found.unsaid,
    ) % {"count": found.unsaid}


def _word(why: Why) -> str:
    return {
        Why.NOT_HERS: _("does not do this"),
        Why.LANGUAGE: _("does not speak the language"),
        Why.AWAY: _("away"),
        Why.BUSY: _("has another duty"),
        Why.ON_SHIFT: _("on shift then"),
        Why.RESTING: _("resting"),
        Why.WEEK_IS_FULL: _("has all the shifts she gives that week"),
    }[why]


def _of_one(person: str, why: Why) -> str:
    return _("%(who)s has it: %(why)s") % {"who": person, "why": _word(why)}
