"""Courses and paralegals: KYR_REACH, KYR_GAIN, KYR_PASS, KYR_RETAIN, PL_*, POL_TRAIN.

What each counts is decided in one place, programme/learning/figures.py and paralegals.py
beside it; here it is only asked for, and the cards go into a sketch.
"""

from __future__ import annotations

from collections import Counter

from payung.engines import indicators
from payung.engines.indicators import Paralegal, Total
from payung.programme.activities.models import State, Work
from payung.programme.learning import figures
from payung.programme.learning.figures import Within
from payung.programme.learning.paralegals import paralegals_in
from payung.programme.outreach.models import OutreachVisit
from payung.programme.people.models import Person

from .people_counted import different_cards
from .scope import WHOLE, Answer, Scope, beside


def kyr_reach(scope: Scope) -> Answer:
    """Return different people by card; beside it the heads, cards or none."""
    within = within_of(scope)
    return {
        WHOLE: different_cards(figures.reached_cards(within), scope, Work.COURSE),
        beside("heads"): Total(count=figures.heads_in(within)),
    }


def kyr_gain(scope: Scope) -> Answer:
    """Return the mean gain of the pairs whose second test was in the period."""
    return {WHOLE: figures.kyr_gain_of(within_of(scope))}


def kyr_pass(scope: Scope) -> Answer:
    """Return those at the mark of their own course, of the completers tested after it."""
    return {WHOLE: figures.kyr_pass_of(within_of(scope))}


def kyr_retain(scope: Scope) -> Answer:
    """Return those still at the mark; beside it how much of the sample was reached."""
    within = within_of(scope)
    return {
        WHOLE: figures.kyr_retain_of(within),
        beside("reached"): figures.kyr_retain_reached_of(within),
    }


def pol_train(scope: Scope) -> Answer:
    """Return officers who completed; beside it the gain where tests were allowed."""
    within = within_of(scope)
    return {
        WHOLE: figures.pol_train_of(within),
        beside("gain"): figures.pol_gain_of(within),
    }


def pl_active(scope: Scope) -> Answer:
    """Return the certified paralegals at work."""
    return {WHOLE: indicators.count_paralegals(paralegals(scope), scope.period)}


def pl_comp(scope: Scope) -> Answer:
    """Return the active paralegals who passed when last seen at work."""
    return {WHOLE: indicators.pl_comp(paralegals(scope), scope.period)}


def paralegals(scope: Scope) -> tuple[Paralegal, ...]:
    """Return each certified paralegal of ours with what she did in the period."""
    return paralegals_in(within_of(scope), elsewhere=_visits(scope))


def within_of(scope: Scope) -> Within:
    """Return a scope as learning asks for it."""
    return Within(country=scope.country, period=scope.period, zone=scope.zone)


def _visits(scope: Scope) -> Counter[str]:
    """Return, by handle, the visits she went on: learning cannot look at outreach."""
    rows = OutreachVisit.objects.filter(
        activity__country=scope.country,
        activity__state=State.HELD,
        **scope.moments("activity__held_start"),
    ).order_by()
    went: Counter[int] = Counter()
    for each in ("first", "second"):
        went.update(rows.values_list(each, flat=True))
    handles = dict(Person.objects.filter(pk__in=went).values_list("pk", "handle"))
    return Counter({handles[pk]: n for pk, n in went.items()})
