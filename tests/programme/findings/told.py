"""Invented notes for figures, with nothing of chance in them."""

from __future__ import annotations

from payung.engines.forms import Fact
from payung.programme.findings.counting import Frame, Grain, Lists, Note
from payung.programme.findings.periods import ending
from payung.programme.places.packs import pack_of


ACTS = ("phy_beat", "eco_extort", "lib_arrest", "sex_harass", "psy_threat")
BY = ("pol_station", "pol_station", "client", "gang", "mil", "pol_special")
GROUPS = {"pol_station": "STATE", "pol_special": "STATE", "client": "CLIENT"}
GROUPS |= {"gang": "COMM", "mil": "STATE"}
KINDS = {"phy_beat": "PHY", "eco_extort": "ECO", "lib_arrest": "LIB"}
KINDS |= {"sex_harass": "SEX", "psy_threat": "PSY", "due_no_reason": "DUE"}
KINDS |= {"hlt_denied": "HLT", "dis_housing": "DIS", "oth": "OTH"}
PERIOD = ending("2026-10", 12)


def fact(what: str, by: str, *, month: str = "2026-10", area: str = "") -> Fact:
    """Return one fact."""
    return Fact(
        what=what,
        gbvims_core="",
        area=area,
        place="street",
        year=2026,
        month=month,
        week="",
        gender="tw",
        age_band="25_34",
        by=(by,),
        state_actor=GROUPS.get(by) == "STATE",
        persons=1,
        times=1,
    )


def note(*facts: Fact, **about: object) -> Note:
    """Return a note of these facts."""
    return Note(facts=facts, **{"stage": "new"} | about)  # type: ignore[arg-type]


def lists(country: str = "np") -> Lists:
    """Return short code lists with the areas of a country."""
    return Lists(perpetrators=GROUPS, acts=KINDS, areas=pack_of(country).areas)


def frame(*, months: bool = True, level: int = 2, country: str = "np") -> Frame:
    """Return a year of a country."""
    return Frame(
        country=country, period=PERIOD, grain=Grain(months=months, level=level)
    )


def year(country: str, count: int = 480) -> list[Note]:
    """Return a year of notes, unevenly spread over months, areas and people."""
    areas = [a.code for a in pack_of(country).areas if a.level == 2]
    areas = areas or [a.code for a in pack_of(country).areas]
    months = PERIOD.months()
    made = []
    for n in range(count):
        where = areas[(n * n) % 7 if n % 3 else n % len(areas)]
        what, by = ACTS[(n * 7) % 5], BY[(n * 5 + n // 11) % 6]
        month = months[(n + n // 13) % 12]
        held = what == "lib_arrest"
        made.append(
            note(
                fact(what, by, month=month, area=where),
                fact("psy_threat", by, month=month, area=where),
                stage=("new", "in_hand", "with_lawyer", "closed")[n % 4],
                arrested=held,
                lawyer_hours=float(n % 40) if held else None,
                judge_hours=float(n % 70) if held else None,
            )
        )
    return made
