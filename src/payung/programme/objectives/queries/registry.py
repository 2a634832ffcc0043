"""Which query and which rules each indicator is computed by, and from which records."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from payung.engines import dispatch, indicators
from payung.engines.indicators import Completeness, code_hash
from payung.programme.activities.models import Kind
from payung.programme.objectives.reference_sheets import sheet_of

from . import (
    asked_again,
    detentions,
    documenting,
    engagement,
    exchanges,
    groups,
    knowledge,
    lessons,
    operations,
    police,
    scores,
    sources,
    spaces,
)
from .scope import Answer, Scope
from .sources import Source
from .splits.known import axes_of


Ask = Callable[[Scope], Answer]


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """How one indicator is asked for; `source` None where nothing records it.

    `carried`: what it counts may come from earlier, as promises that fall due in a month
    without a meeting. Then a month without records makes no number only where it is nought.
    """

    ask: Ask
    source: Source | None
    carried: bool = False

    def completeness(self, scope: Scope) -> Completeness:
        """Return how complete the records are; nothing of nothing where there are none."""
        if self.source is None:
            return Completeness(expected=0, reported=0)
        return self.source.complete(scope)

    def watermark(self, scope: Scope) -> str:
        """Return how far the records go."""
        return self.source.watermark(scope) if self.source else "nothing"


def query_of(code: str) -> Query:
    """Return the query of an indicator; one that nothing records has an honest one."""
    return QUERIES.get(code, NOT_RECORDED)


def is_recorded(code: str) -> bool:
    """Return whether any page of the programme records what this indicator counts."""
    return code in QUERIES


@cache
def hash_of(code: str) -> str:
    """Return the hash of the sheet, the rules and the query of an indicator."""
    sheet, ask = sheet_of(code), query_of(code).ask
    divided = [axis.ask for axis in axes_of(code)]
    return code_hash(sheet, *map(_rule, sheet.rules), ask, *_beneath(ask), *divided)


def _beneath(ask: Ask) -> list[Callable[..., object]]:
    """Return what the file of a query takes from other files of the programme."""
    found = {
        f"{thing.__module__}.{thing.__qualname__}": thing
        for thing in vars(sys.modules[ask.__module__]).values()
        if inspect.isfunction(thing)
        and thing.__module__.startswith("payung.programme.")
        and thing.__module__ != ask.__module__
    }
    return [found[name] for name in sorted(found)]


def _rule(name: str) -> Callable[..., object]:
    engine, _, function = name.partition(".")
    found: Callable[..., object] = getattr(
        dispatch if engine == "dispatch" else indicators, function
    )
    return found


NOT_RECORDED = Query(ask=exchanges.not_recorded, source=None)
_TRAININGS = sources.activities(Kind.TRAINING)
_VISITS = sources.activities(Kind.OUTREACH)
_MEETINGS = sources.activities(Kind.POLICE_MEETING)
QUERIES: Mapping[str, Query] = MappingProxyType(
    {
        "KYR_REACH": Query(ask=knowledge.kyr_reach, source=_TRAININGS),
        "KYR_GAIN": Query(ask=knowledge.kyr_gain, source=_TRAININGS),
        "KYR_PASS": Query(ask=knowledge.kyr_pass, source=_TRAININGS),
        "KYR_RETAIN": Query(ask=knowledge.kyr_retain, source=_TRAININGS),
        "AGENCY": Query(
            ask=asked_again.agency, source=asked_again.ASKED_AGAIN, carried=True
        ),
        "BDB_SCORE": Query(ask=scores.bdb_score, source=scores.SCORES),
        "POL_TRAIN": Query(ask=knowledge.pol_train, source=_TRAININGS),
        "PL_ACTIVE": Query(ask=knowledge.pl_active, source=sources.CASES, carried=True),
        "PL_COMP": Query(ask=knowledge.pl_comp, source=sources.CASES, carried=True),
        "OUT_COV": Query(ask=spaces.out_cov, source=_VISITS),
        "OUT_PLAN": Query(ask=spaces.out_plan, source=_VISITS),
        "SS_OPEN": Query(ask=spaces.ss_open, source=sources.ROOMS),
        "SS_USE": Query(ask=spaces.ss_use, source=sources.ROOMS),
        "LC_PEOPLE": Query(
            ask=documenting.lc_people, source=sources.CASES, carried=True
        ),
        "LAW_MEET": Query(
            ask=spaces.law_meet, source=sources.activities(Kind.LAWYER_MEETING)
        ),
        "REDRESS": Query(ask=documenting.redress, source=sources.REPORTS, carried=True),
        "VIO_REP": Query(ask=documenting.vio_rep, source=sources.REPORTS),
        "VIO_COMPLETE": Query(ask=documenting.vio_complete, source=sources.REPORTS),
        "VIO_TIMELY": Query(ask=documenting.vio_timely, source=sources.REPORTS),
        "VIO_CONSENT": Query(ask=documenting.vio_consent, source=sources.REPORTS),
        "VIO_SERVED": Query(ask=documenting.vio_served, source=sources.REPORTS),
        "VIO_ACTION": Query(ask=documenting.vio_action, source=sources.CASES),
        "FGD_HELD": Query(
            ask=groups.fgd_held, source=sources.activities(Kind.FOCUS_GROUP)
        ),
        "FGD_LOOP": Query(
            ask=groups.fgd_loop,
            source=sources.activities(Kind.FOCUS_GROUP),
            carried=True,
        ),
        **{
            code: Query(
                ask=police.advocacy(code),
                source=_MEETINGS,
                carried=code in {"ADV_COVER", "COM_KEPT"},
            )
            for code in ("ADV_MEET", "ADV_COVER", "ADV_DATA", "COM_MADE", "COM_KEPT")
        },
        "ARREST_N": Query(ask=detentions.arrest_n, source=sources.REPORTS),
        "ARREST_RATE": Query(ask=detentions.arrest_rate, source=_VISITS),
        "ARREST_RR": Query(ask=engagement.arrest_rr, source=_VISITS, carried=True),
        "DET_LAWFUL": Query(
            ask=detentions.det_lawful, source=sources.CASES, carried=True
        ),
        "DET_REP": Query(ask=detentions.det_rep, source=sources.CASES, carried=True),
        "COMPLAINT": Query(ask=police.complaint, source=sources.CASES, carried=True),
        "PEER_EXCH": Query(
            ask=exchanges.peer_exch, source=sources.activities(Kind.EXCHANGE)
        ),
        "LESSON_PUB": Query(ask=lessons.lesson_pub, source=lessons.LESSONS),
        "LESSON_ACTED": Query(ask=lessons.lesson_acted, source=lessons.LESSONS),
        "TOOL_USEFUL": Query(ask=lessons.tool_useful, source=lessons.TOOLS),
        "TOOL_USED": Query(ask=lessons.tool_used, source=lessons.TOOLS),
        "REP_ASSESS": Query(ask=lessons.rep_assess, source=lessons.LOOKS),
        "REP_READY": Query(ask=lessons.rep_ready, source=lessons.LOOKS),
        "REP_ADOPT": Query(ask=lessons.rep_adopt, source=lessons.LOOKS),
        "REP_FIDEL": Query(ask=lessons.rep_fidel, source=lessons.TAKEN_UP),
        "REP_SUST": Query(ask=lessons.rep_sust, source=lessons.TAKEN_UP),
        **{
            code: Query(ask=operations.line(code), source=sources.LINE)
            for code in (
                *("H_OFFERED", "H_ANSWER", "H_RECOVER", "H_TTH", "H_OWNED"),
                "H_DISPO",
            )
        },
        **{
            code: Query(ask=operations.duty(code), source=sources.ROSTER)
            for code in ("R_COVER", "R_ATTY", "R_REACH", "R_FAIR")
        },
        **{
            code: Query(ask=operations.outing(code), source=sources.ROSTER)
            for code in ("D_ACCEPT", "D_SCENE", "D_ATTY", "D_SAFE", "DRILL")
        },
    }
)
