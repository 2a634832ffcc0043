"""Invented news, plans and orders, and strategies that make any of them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from uuid import UUID, uuid4

from hypothesis import strategies as st

from payung.engines.dispatch import Choice, Outcome, Plan, PlanStep
from payung.engines.sealed import (
    Envelope,
    Suite,
    TeamPublic,
    Wrap,
    new_record_secret,
    new_team_keys,
    seal_field,
    wrap_for_team,
    wrap_within_team,
)
from payung.gateways.telephone import (
    Arrived,
    Health,
    News,
    NewsKind,
    Order,
    OrderKind,
    PlanPaper,
    SealTo,
    Voicemail,
)


THEN = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)
LINE = "xx-1"
TEAM = new_team_keys(UUID(int=4), epoch=2)
TOKEN = "a-token-of-twenty-four-s"


def news(
    kind: NewsKind = NewsKind.RINGING,
    *,
    call: str = "call-1",
    seq: int = 2,
    line: str = LINE,
    at: datetime = THEN,
    target: str = "phone-1",
    outcome: Outcome = Outcome.NONE,
) -> News:
    """Return news with an id of its own; an arrival has a sealed number."""
    return News(
        id=uuid4(),
        line=line,
        call=call,
        seq=seq,
        kind=kind,
        at=at,
        target=target,
        outcome=outcome,
        arrived=arrived() if kind is NewsKind.ARRIVED else None,
        voicemail=voicemail() if kind is NewsKind.MESSAGE else None,
    )


def arrival(call: str = "call-1", *, line: str = LINE) -> News:
    """Return the first news of a call."""
    return news(NewsKind.ARRIVED, call=call, seq=1, line=line, target="")


def ending(call: str = "call-1", *, seq: int = 9, at: datetime = THEN) -> News:
    """Return the last news of a call."""
    return news(NewsKind.ENDED, call=call, seq=seq, at=at, outcome=Outcome.ANSWERED)


def arrived() -> Arrived:
    """Return somebody whose number is sealed to the team."""
    record = uuid4()
    secret = new_record_secret(record)
    return Arrived(
        record=record,
        withheld=False,
        number=seal_field(secret, "contact.number", "+000 5550100"),
        wrap=wrap_for_team(secret, TEAM.public),
        token="0f" * 16,
    )


def voicemail() -> Voicemail:
    """Return a message that was sealed under the record of its arrival."""
    return Voicemail(record=uuid4(), file=uuid4(), seconds=31, size=248_400)


def plan(contact: str = "contact-1") -> Plan:
    """Return a plan with two steps, a menu and a danger key."""
    first = PlanStep(targets=("phone-1",), wait=20)
    second = PlanStep(targets=("phone-2", "phone-3"), wait=25)
    return Plan(
        contact=contact,
        steps=(first, second),
        menu=(Choice(digit="1", code="xx-north", steps=(second,)),),
        danger="9",
    )


def paper(line: str = LINE) -> PlanPaper:
    """Return everything a telephone needs for a call of this line."""
    return PlanPaper(
        line=line,
        plan=plan(),
        addresses={
            "phone-1": "sip:desk-1@127.0.0.1",
            "phone-2": "tel:+0005550102",
            "phone-3": "tel:+0005550103",
        },
        seal_to=SealTo(public=TEAM.public),
        languages={"phone-1": "ne"},
        shows="0005550199",
        made_at=THEN,
    )


def order(id: str = "order-1", *, kind: OrderKind = OrderKind.ALERT) -> Order:  # noqa: A002
    """Return an order to ring one of ours."""
    return Order(
        id=id,
        kind=kind,
        line=LINE,
        contact="contact-1",
        target="phone-2",
        address="tel:+0005550102",
        number="+0005550100" if kind is OrderKind.CALL_BACK else "",
    )


# ---- anything that the contract allows

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
loose = st.just("") | names
moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
seconds = st.integers(1, 100_000)
records = st.uuids()


@cache
def publics() -> tuple[TeamPublic, ...]:
    """Return public keys of both suites, of teams named in each way."""
    return (
        TEAM.public,
        new_team_keys("day team", epoch=1, suite=Suite.P256).public,
        new_team_keys(7, epoch=12).public,
    )


@st.composite
def wraps(draw: st.DrawFn, record: UUID) -> Wrap:
    secret = new_record_secret(record)
    if draw(st.booleans()):
        return wrap_within_team(secret, TEAM)
    return wrap_for_team(secret, draw(st.sampled_from(publics())))


@st.composite
def any_arrived(draw: st.DrawFn) -> Arrived:
    record = draw(records)
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
    number: Envelope = seal_field(new_record_secret(record), "contact.number", text)
    return Arrived(
        record=record,
        withheld=draw(st.booleans()),
        number=draw(st.none() | st.just(number)),
        wrap=draw(st.none() | wraps(record)),
        token=draw(st.sampled_from(["", "0f" * 16, "a1" * 16])),
    )


@st.composite
def any_voicemail(draw: st.DrawFn) -> Voicemail:
    record = draw(records)
    return Voicemail(
        record=record,
        file=draw(records),
        seconds=draw(st.integers(0, 10_000)),
        size=draw(st.integers(0, 2**40)),
        wrap=draw(st.none() | wraps(record)),
    )


@st.composite
def any_news(draw: st.DrawFn) -> News:
    kind = draw(st.sampled_from(NewsKind))
    return News(
        id=draw(records),
        line=draw(names),
        call=draw(names),
        seq=draw(st.integers(1, 2**50)),
        kind=kind,
        at=draw(moments),
        target=draw(loose),
        digit=draw(st.sampled_from(["", "0", "7", "*", "#"])),
        outcome=draw(st.sampled_from(Outcome)),
        arrived=draw(any_arrived()) if kind is NewsKind.ARRIVED else None,
        voicemail=draw(any_voicemail()) if kind is NewsKind.MESSAGE else None,
    )


steps = st.lists(
    st.builds(PlanStep, targets=st.lists(names, max_size=3).map(tuple), wait=seconds),
    max_size=3,
).map(tuple)


@st.composite
def any_plan(draw: st.DrawFn) -> Plan:
    keys = draw(st.lists(st.sampled_from("0123456789*#"), unique=True, max_size=4))
    has_danger = draw(st.booleans())
    danger = keys.pop() if keys and has_danger else ""
    return Plan(
        contact=draw(names),
        steps=draw(steps),
        confirm_wait=draw(seconds),
        longest_message=draw(seconds),
        menu=tuple(
            Choice(digit=key, code=draw(loose), steps=draw(steps)) for key in keys
        ),
        menu_wait=draw(seconds),
        danger=danger,
    )


any_paper = st.builds(
    PlanPaper,
    line=names,
    plan=any_plan(),
    addresses=st.dictionaries(names, names, max_size=4),
    seal_to=st.none()
    | st.deferred(lambda: st.sampled_from([SealTo(public=p) for p in publics()])),
    language=names,
    languages=st.dictionaries(names, names, max_size=3),
    rejects=st.booleans(),
    shows=loose,
    longest_talk=seconds,
    made_at=st.none() | moments,
)
any_order = st.builds(
    Order,
    id=names,
    kind=st.sampled_from(OrderKind),
    line=names,
    contact=loose,
    target=names,
    address=names,
    language=names,
    caller_language=names,
    of_call=loose,
    number=loose,
    wait=seconds,
    shows=loose,
)
any_health = st.builds(
    Health,
    ready=st.booleans(),
    trunk=st.sampled_from(["registered", "refused", "unknown", "none"]),
    unsent=st.integers(0, 10**6),
    calls=st.integers(0, 10**6),
    last_news_at=st.none() | moments,
    refused=st.integers(0, 10**6),
)
