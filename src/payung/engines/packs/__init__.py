"""Read a country folder, or say exactly what is wrong with it."""

from __future__ import annotations

from ._check import check
from ._digest import clocks_digest
from ._holidays import Holiday
from ._hotline import CallBackPolicy, Hotline, LineRules, MenuChoice
from ._mistakes import Mistake
from ._new import NotACountryCode, new_pack
from ._pack import (
    Ask,
    Audience,
    DisclosureRules,
    EmergencyNumber,
    FormFiles,
    Label,
    Level,
    NoSuchEntry,
    Offence,
    Pack,
    Purpose,
    Target,
    WorkedExample,
    Zone,
)
from ._papers import Paper, Papers
from ._places import Area, CountryMap, Unit, UnitKind
from ._read import PackHasMistakes, load
from ._worked_examples import Outcome, render_examples, work_out


__all__ = [
    "Area",
    "Ask",
    "Audience",
    "CallBackPolicy",
    "CountryMap",
    "DisclosureRules",
    "EmergencyNumber",
    "FormFiles",
    "Holiday",
    "Hotline",
    "Label",
    "Level",
    "LineRules",
    "MenuChoice",
    "Mistake",
    "NoSuchEntry",
    "NotACountryCode",
    "Offence",
    "Outcome",
    "Pack",
    "PackHasMistakes",
    "Paper",
    "Papers",
    "Purpose",
    "Target",
    "Unit",
    "UnitKind",
    "WorkedExample",
    "Zone",
    "check",
    "clocks_digest",
    "load",
    "new_pack",
    "render_examples",
    "work_out",
]
