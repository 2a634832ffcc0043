"""Invented reports: answers to the form, drawn by a generator that is given."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from payung.engines.forms import Answers


POLICE = ("pol_station", "pol_special", "pol_traffic_patrol")
OTHERS = ("client", "client_group", "partner", "gang", "manager", "neighbour", "aux")
# What the invented police do, and how often in a hundred.
BY_POLICE = {
    "eco_extort": 34,
    "lib_arrest": 26,
    "lib_raid": 16,
    "psy_insult": 30,
    "phy_beat": 14,
    "due_no_reason": 18,
    "due_condom_evidence": 10,
    "sex_official_coerced": 4,
}
BY_OTHERS = {
    "phy_beat": 34,
    "psy_threat": 32,
    "eco_nonpay": 26,
    "eco_rob": 20,
    "sex_rape": 8,
    "sex_condom": 14,
    "psy_outing": 14,
    "eco_evict": 10,
}
STORIES = (
    "They stopped us near the bridge and asked for money. We had none left that night.",
    "He came back with two friends. I ran out through the kitchen.",
    "She was taken from the room before midnight. Nobody told her why.",
    "They emptied her bag on the street and laughed about what was in it.",
    "The landlord changed the lock while we were at the market.",
)
LOOKS = (
    "Tall, a scar on the chin, walks with a limp",
    "Young, new boots, speaks softly",
    "Grey beard, always with the same two others",
    "Short hair, a ring on each hand",
)
CODE_NAMES = ("Blue Kite", "Second Moon", "River Stone", "Paper Lamp", "Green Door")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """Where invented things happen: areas, stations, the country's zone."""

    country: str
    areas: tuple[str, ...]
    stations: tuple[str, ...]
    laws: tuple[str, ...]
    zone: ZoneInfo


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """An invented report: its answers, and the moment it was written down."""

    answers: Answers
    written_at: datetime


def a_year(
    ground: Ground, *, count: int, until: datetime, chance: random.Random
) -> list[Event]:
    """Return `count` invented reports of the twelve months before `until`, in order."""
    days = [_day(until, chance) for _ in range(count)]
    return [_event(ground, day, until, chance) for day in sorted(days, reverse=True)]


def _day(until: datetime, chance: random.Random) -> int:
    """Return how many days ago, a little more often long ago: things got better."""
    return min(364, int(365 * chance.betavariate(1.3, 1.0)))


def _event(
    ground: Ground, days_ago: int, until: datetime, chance: random.Random
) -> Event:
    happened = until - timedelta(days=days_ago, hours=chance.randrange(1, 20))
    written = min(until, happened + timedelta(hours=chance.randrange(1, 60)))
    # The share of police falls over the year, as the programme hopes.
    police = chance.random() < 0.34 + 0.22 * days_ago / 365
    return Event(answers=_answers(ground, happened, police, chance), written_at=written)


def _answers(
    ground: Ground, happened: datetime, police: bool, chance: random.Random
) -> Answers:
    acts = _acts(BY_POLICE if police else BY_OTHERS, chance)
    local = happened.astimezone(ground.zone)
    who = chance.choice(POLICE if police else OTHERS)
    answers: dict[str, Any] = {
        "form_version": "payung-report-1",
        "a_safety": _safety(ground, acts, chance),
        "b_consent": _consent(chance),
        "c_person": _person(chance),
        "d_incident": _incident(ground, local.date(), acts, chance),
        "perp": [_perpetrator(ground, who, chance)],
        "f_acts": {"acts": " ".join(acts)},
        "actdet": [{"act_code": act, "act_by": "p1", "act_times": "1"} for act in acts],
        "i_harm": {"injury": "mental", "wants": chance.choice(["listen", "lawyer"])},
        "l_end": _end(chance),
    }
    if {"lib_arrest", "lib_raid"} & set(acts):
        answers["h_detention"] = _detention(ground, local, chance)
    return answers


def _acts(weights: dict[str, int], chance: random.Random) -> list[str]:
    first = chance.choices(list(weights), list(weights.values()))[0]
    more = [act for act, share in weights.items() if chance.random() < share / 300]
    return list(dict.fromkeys([first, *more]))


def _safety(ground: Ground, acts: list[str], chance: random.Random) -> dict[str, str]:
    return {
        "country": ground.country,
        "channel": chance.choice(["hotline", "own_phone", "safe_space", "outreach"]),
        "safe_now": "yes",
        "urgent": "custody" if "lib_arrest" in acts else "none",
    }


def _consent(chance: random.Random) -> dict[str, str]:
    counted = "yes" if chance.random() < 0.94 else "no"
    return {
        "age_band": chance.choice(["18_24", "25_34", "25_34", "35_44", "45p"]),
        "c_service": "yes",
        "c_narrative": "yes",
        "c_identity": "yes",
        "c_attorney": "yes",
        "c_evidence": "yes",
        "c_stats": counted,
        "c_alert": "later",
        "c_story": "no",
        "c_police_anon": "yes",
        "c_complaint": "later",
        "safe_contact": f"Ask for {chance.choice(CODE_NAMES)}, after four",
    }


def _person(chance: random.Random) -> dict[str, str]:
    return {
        "source_connection": chance.choice(["self", "self", "self", "witness"]),
        "gender": chance.choices(["w", "tw", "m", "nb"], [78, 14, 4, 4])[0],
        "first_report": chance.choice(["yes", "no"]),
        "n_affected": str(chance.choice([1, 1, 1, 2, 3])),
        "bias": "sw",
    }


def _incident(
    ground: Ground, day: date, acts: list[str], chance: random.Random
) -> dict[str, str]:
    # A few places see much, most see little: as everywhere.
    area = ground.areas[min(int(chance.expovariate(0.16)), len(ground.areas) - 1)]
    return {
        "inc_date": day.isoformat(),
        "inc_date_prec": "exact",
        "inc_tod": chance.choice(["evening", "night", "night"]),
        "ongoing": "no",
        "admin": area,
        "place": chance.choice(["street", "hotel", "venue", "own_home", "brothel"]),
        "context": "raid" if "lib_raid" in acts else "work",
    }


def _perpetrator(ground: Ground, who: str, chance: random.Random) -> dict[str, str]:
    said = {"ptype": who, "pcount": str(chance.choice([1, 1, 2, 3])), "pinv": "did"}
    if who in POLICE and ground.stations:
        said["pstation"] = chance.choice(ground.stations)
    return said | {"pdesc": chance.choice(LOOKS), "prepeat": "dk"}


def _end(chance: random.Random) -> dict[str, str]:
    return {
        "elsewhere": "no",
        "narrative": chance.choice(STORIES),
        "corrob": "none",
        "reliability": "high",
        "self_ok": "yes",
    }


def _detention(
    ground: Ground, taken: datetime, chance: random.Random
) -> dict[str, str]:
    lawyer = taken + timedelta(minutes=chance.randrange(20, 400))
    judge = taken + timedelta(hours=chance.randrange(9, 40))
    said = {
        "arr_at": taken.isoformat(timespec="milliseconds"),
        "arr_n": str(chance.choice([1, 2, 4])),
        "arr_reason": chance.choice(["yes", "no", "no"]),
        "arr_law": chance.choice(ground.laws),
        "arr_paper": chance.choice(["yes", "no", "no"]),
        "arr_lawyer_at": lawyer.isoformat(timespec="milliseconds"),
        "arr_court_at": judge.isoformat(timespec="milliseconds"),
        "arr_signed": chance.choice(["no", "unread"]),
        "arr_money": chance.choice(["yes", "no"]),
        "arr_status": chance.choice(["released_nc", "released_bail", "released_pay"]),
    }
    if ground.stations:
        said["arr_station"] = chance.choice(ground.stations)
    return said
