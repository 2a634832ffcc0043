"""An invented year of meetings with offices: posts, promises, and what became of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from payung.engines.disclosure import Audience
from payung.engines.packs import Unit as UnitRow
from payung.programme.activities.models import Reason
from payung.programme.advocacy.codes import (
    Evidence,
    HowVerified,
    PromiseKind,
    Tier,
    Tone,
    Verdict,
    VerifiedBy,
)
from payung.programme.advocacy.meetings import (
    Held,
    NewMeeting,
    hold_meeting,
    move_meeting,
    plan_meeting,
)
from payung.programme.advocacy.models import AdvocacyMeeting, Post, Promise
from payung.programme.advocacy.posts import add_post, change_holder
from payung.programme.advocacy.promising import (
    NewPromise,
    NewReview,
    review_promise,
    take_promise,
)
from payung.programme.findings.models import Brief
from payung.programme.findings.periods import shifted
from payung.programme.people.founding import Founded
from payung.programme.places.actions import load_units
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of
from payung.web.demo.ends import end_of
from payung.web.demo.institutions import invent_institutions


OFFICES = (
    ("Lantern Gate station", Tier.STATION),
    ("Ferry Road station", Tier.STATION),
    ("Old Market station", Tier.STATION),
    ("North district office", Tier.DISTRICT),
)
TITLES = {Tier.STATION: "Station officer", Tier.DISTRICT: "District chief"}
AN_HOUR, SOON = timedelta(hours=1), timedelta(days=4)
WORDS = ("They said it before the whole table.", "Only after we asked twice.")


def demo_year(
    *,
    office: Founded,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime | None = None,
) -> None:
    """Fill so many months from the first day of `start`'s month with meetings.

    `scale` 1.0 is two or three meetings a month; less is fewer, never none. What lies
    after `until` stays planned, and one meeting is to come; without it the months are
    over.
    """
    first = start.replace(day=1)
    ends = end_of(first, months, pack_of(office.actor.country).zone(), until)
    posts = _register(office, first)
    for number in range(months):
        month = shifted(first, number)
        for _ in range(max(1, round(scale * rng.choice((2, 2, 3))))):
            day = month + timedelta(days=rng.randrange(0, 20))
            _one_meeting(office, rng.choice(posts), day, ends, rng)
        if number == months // 2:
            _somebody_else(office, posts[0], month)
    # The next one is with those who promised most, so that there is something to ask.
    asked = max(posts, key=lambda post: Promise.objects.filter(post=post).count())
    _planned(office, asked, _moment(office, ends.date() + SOON, 11), ends)


def _register(office: Founded, first: date) -> Sequence[Post]:
    country, at = office.actor.country, _moment(office, first, 9)
    here = Unit.objects.filter(country=country, closed_on=None).order_by("code")
    if not here.exists():
        _invent_offices(country, first)
    tiers = [tier for _name, tier in OFFICES]
    posts = []
    for unit, tier in zip(here[: len(OFFICES)], tiers, strict=False):
        title = unit.post_title or TITLES[tier]
        post = add_post(actor=office.actor, unit=unit, title=title, tier=tier, at=at)
        change_holder(actor=office.actor, post=post, since=first, at=at, today=first)
        posts.append(post)
    invent_institutions(office, at=at)
    return posts


def _invent_offices(country: str, first: date) -> None:
    """Load invented offices where a pack has none: real ones are the country's to add."""
    pack = pack_of(country)
    rows = [
        UnitRow(
            code=f"DEMO-{number}",
            parent=None,
            kind=pack.unit_kinds[-1].code,
            area=pack.areas[-1].code,
            name={"en": f"{name} (invented)"},
            post_title="",
            source="invented for the demonstration",
        )
        for number, (name, _tier) in enumerate(OFFICES, start=1)
    ]
    load_units(country=country, units=rows, on=first)


def _one_meeting(
    office: Founded, post: Post, day: date, until: datetime, rng: random.Random
) -> None:
    begins, before = _moment(office, day, rng.choice((10, 11, 14))), timedelta(days=10)
    if begins - before > until:
        return
    meeting = _planned(office, post, begins, begins - before)
    fate = rng.random()
    if fate < 0.12 or begins + AN_HOUR > until:
        return  # nobody wrote down what became of it
    if fate < 0.24:
        reason, later = rng.choice(list(Reason)), begins + timedelta(days=6)
        meeting = move_meeting(
            actor=office.actor,
            meeting=meeting,
            reason=reason,
            start=later,
            end=later + AN_HOUR,
            at=begins - timedelta(days=1),
        )
        begins = later
    if begins + AN_HOUR <= until:
        _held(office, meeting, post, begins, until, rng)


def _planned(
    office: Founded, post: Post, begins: datetime, at: datetime
) -> AdvocacyMeeting:
    new = NewMeeting(
        team=office.team,
        unit=post.unit,
        tier=Tier(post.tier),
        start=begins,
        end=begins + AN_HOUR,
    )
    return plan_meeting(actor=office.actor, new=new, at=at)


def _held(
    office: Founded,
    meeting: AdvocacyMeeting,
    post: Post,
    begins: datetime,
    until: datetime,
    rng: random.Random,
) -> None:
    ends = begins + AN_HOUR
    made = Brief.objects.filter(
        country=office.actor.country, audience=Audience.POLICE, made_at__lte=begins
    )
    held = Held(
        started=begins,
        ended=ends,
        posts=[post],
        community_spoke=rng.randrange(0, 4),
        brief=made.defer("pdf", "word").order_by("-made_at").first(),
        tone=rng.choice(list(Tone)),
    )
    hold_meeting(actor=office.actor, meeting=meeting, held=held, at=ends)
    for _ in range(rng.choice((0, 1, 1, 2))):
        _promise(office, meeting, post, ends, until.date(), rng)


def _promise(
    office: Founded,
    meeting: AdvocacyMeeting,
    post: Post,
    at: datetime,
    until: date,
    rng: random.Random,
) -> None:
    new = NewPromise(
        post=post,
        kind=rng.choice(list(PromiseKind)),
        due_on=at.date() + timedelta(days=rng.choice((7, 30, 30, 90))),
        verify=rng.choice(list(HowVerified)),
        read_back=rng.random() < 0.8,
        words=rng.choice(WORDS) if rng.random() < 0.5 else "",
    )
    promise = take_promise(actor=office.actor, meeting=meeting, new=new, at=at)
    if rng.random() < 0.7:
        _look(office, promise, at, until, rng)


def _look(
    office: Founded,
    promise: Promise,
    made_at: datetime,
    until: date,
    rng: random.Random,
) -> None:
    """Let somebody look some days around the due day, sometimes too late to count."""
    on = promise.due_on + timedelta(days=rng.choice((-2, 3, 12, 25, 40)))
    if on >= until:
        return
    verdict = rng.choice((Verdict.KEPT, Verdict.KEPT, Verdict.PARTLY, Verdict.NOT))
    late = rng.choice((-1, -1, -1, 2))
    kept_on = min(on, promise.due_on + timedelta(days=late))
    review_promise(
        actor=office.actor,
        promise=promise,
        new=NewReview(
            verdict=verdict,
            evidence=rng.choice((Evidence.SEEN, Evidence.TOLD, Evidence.PAPER)),
            verified_by=rng.choice(list(VerifiedBy)),
            kept_on=kept_on if verdict is Verdict.KEPT else None,
        ),
        at=max(made_at, _moment(office, on, 12)),
        today=on,
    )


def _somebody_else(office: Founded, post: Post, month: date) -> None:
    day = month + timedelta(days=14)
    change_holder(
        actor=office.actor, post=post, since=day, at=_moment(office, day, 9), today=day
    )


def _moment(office: Founded, day: date, hour: int) -> datetime:
    zone = pack_of(office.actor.country).zone()
    return datetime.combine(day, time(hour), tzinfo=zone)
