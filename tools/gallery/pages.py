"""What the gallery shows: invented people, invented notes, invented figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from payung.web.local_time import Local, bikram_sambat_day


NAMES = {"en": "Asha", "id": "Asha", "bn": "আশা", "ne": "आशा", "my": "အာရှာ"}
ZONES = {"en": "Asia/Kathmandu", "ne": "Asia/Kathmandu", "bn": "Asia/Dhaka"}
ZONES |= {"id": "Asia/Jakarta", "my": "Asia/Yangon"}
NOTES = (
    ("NP-26-000049", "Threats", "Other authority", "Gorkha", 17, 2, 24, "new", "New"),
    (
        "NP-26-002777",
        "Extortion or bribe",
        "Local gang",
        "Kaski",
        16,
        3,
        96,
        "",
        "In hand",
    ),
    ("NP-26-000647", "Threats", "Local gang", "Kathmandu", 7, 49, 109, "", "In hand"),
    (
        "NP-26-001629",
        "Raid on a place",
        "Partner or family",
        "Sindhupalchok",
        7,
        6,
        240,
        "lawyer",
        "With lawyer",
    ),
    ("NP-26-001385", "Threats", "Other authority", "Rasuwa", 5, 17, 31, "new", "New"),
    ("NP-26-000112", "Raid on a place", "Client", "Rupandehi", 4, 13, 34, "new", "New"),
    (
        "NP-26-002145",
        "Extortion or bribe",
        "Police",
        "Terhathum",
        3,
        43,
        60,
        "new",
        "New",
    ),
    ("NP-26-001105", "Threats", "Client", "Rupandehi", 2, 10, 106, "court", "In court"),
    ("NP-26-002403", "Threats", "Other authority", "Baglung", 2, 3, 40, "new", "New"),
)
MONTHS = (
    "Dec",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
)
COLUMNS = (
    (50, 23, 27),
    (42, 26, 24),
    (39, 26, 21),
    (42, 26, 32),
    (42, 33, 32),
    (55, 34, 39),
)
COLUMNS += (
    (37, 31, 31),
    (47, 30, 39),
    (41, 37, 48),
    (42, 38, 42),
    (34, 34, 52),
    (30, 30, 40),
)
SHADES = ("m1", "m2", "", "m3", "m1", "m4", "m2", "", "m1", "m0", "m1", "m2")


def at(zone: ZoneInfo, day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 on the clock of a place."""
    return datetime(2026, 11, day, hour, minute, tzinfo=zone).astimezone(UTC)


def frame(language: str, current: str) -> dict[str, object]:
    """Return what every page gets, as the app's own context makes it."""
    icons = ("today", "calls", "notes", "learn", "overview")
    words = ("Today", "Calls", "Notes", "Learn", "Overview")
    nepal = language in {"en", "ne"}
    local = Local(
        zone=ZoneInfo(ZONES[language]),
        language=language,
        native_digits=language in {"bn", "my", "ne"},
        second_calendar=bikram_sambat_day if nepal else None,
    )
    return {
        "name": gettext("Daybook"),
        "home": "/",
        "leave": "/leave/",
        "leave_to": "/elsewhere.html",
        "locked": "/locked.html",
        "manifest": "",
        "local": local,
        "places": [
            {"icon": i, "label": gettext(w), "url": f"#{i}", "current": i == current}
            for i, w in zip(icons, words, strict=True)
        ],
    }


def today(language: str) -> dict[str, object]:
    """Return the Today page of one evening."""
    zone = ZoneInfo(ZONES[language])
    return {
        "person": NAMES[language],
        "at": at(zone, 22, 18, 40),
        "until": at(zone, 22, 20),
        "since": at(zone, 22, 17, 50),
        "waited": timedelta(minutes=50),
        "hearing": at(zone, 23, 10, 30),
        "meeting": at(zone, 24, 15),
    }


class Filters(forms.Form):
    """Four questions that narrow a list."""

    what = forms.ChoiceField(label="What", choices=[("", "Anything")])
    who = forms.ChoiceField(label="By whom", choices=[("", "Anyone")])
    stage = forms.ChoiceField(label="Stage", choices=[("", "Any stage")])
    where = forms.ChoiceField(label="Where", choices=[("", "Everywhere")])


class Passphrase(forms.Form):
    """The one question of the lock screen."""

    passphrase = forms.CharField(widget=forms.PasswordInput)


class EveryField(forms.Form):
    """One field of each kind, some of them with something to mend."""

    name = forms.CharField(label="Team", help_text="As people call it.")
    day = forms.DateField(label="Day", help_text="The day it happened.")
    words = forms.CharField(label="Words", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("a", "First"), ("b", "Second")],
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label="She agreed to this", required=False)


def notes(language: str) -> dict[str, object]:
    """Return a list page of nine notes."""
    zone = ZoneInfo(ZONES[language])
    keys = ("reference", "what", "who", "where", "at", "answered", "kind", "stage")
    return {
        "filters": Filters(),
        "notes": [
            dict(
                zip(
                    keys,
                    (*n[:4], at(zone, 22, n[4], n[5]), timedelta(minutes=n[6]), *n[7:]),
                    strict=True,
                )
            )
            for n in NOTES
        ],
    }


def columns() -> SafeString:
    """Return stacked columns with one meeting marked."""
    parts = ['<svg class="chart wide" viewBox="0 0 420 250" aria-hidden="true">']
    for value in (0, 50, 100, 150):
        y = 225 - value * 1.25
        parts.append(
            f'<path class="grid" d="M28 {y}H420"/><text x="22" y="{y + 3}" text-anchor="end">{value}</text>'
        )
    for place, (month, stack) in enumerate(zip(MONTHS, COLUMNS, strict=True)):
        x, y = 34 + place * 32.4, 225.0
        for series, value in zip(("c1", "c2", "c3"), stack, strict=True):
            y -= value * 1.25
            parts.append(
                f'<rect class="{series}" x="{x:.1f}" y="{y:.1f}" width="22" height="{value * 1.25:.1f}"/>'
            )
        spare = "" if place % 2 else ' class="spare"'
        parts.append(
            f'<text{spare} x="{x + 11:.1f}" y="243" text-anchor="middle">{month}</text>'
        )
    parts.append(
        '<g class="mark"><line x1="160" x2="160" y1="8" y2="225"/><circle cx="160" cy="8" r="3"/><text x="167" y="11">Meeting with commander</text></g></svg>'
    )
    return mark_safe("".join(parts))  # noqa: S308  every value is a literal above


def bars() -> SafeString:
    """Return horizontal bars with count and share."""
    rows = (
        ("Extortion or bribe", 335, 26),
        ("Arbitrary arrest", 273, 21),
        ("Threats", 196, 15),
    )
    parts = ['<svg class="chart" viewBox="0 0 420 170" aria-hidden="true">']
    for place, (label, count, share) in enumerate(rows):
        y = 20 + place * 56
        parts.append(
            f'<text class="strong" y="{y}">{label}</text><rect class="track" y="{y + 9}" width="300" height="14" rx="4"/>'
            f'<rect class="c1" y="{y + 9}" width="{count * 300 / 335:.0f}" height="14" rx="4"/>'
            f'<text class="strong" x="360" y="{y + 22}" text-anchor="end">{count}</text><text x="420" y="{y + 22}" text-anchor="end">{share}%</text>'
        )
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308  every value is a literal above


def overview() -> dict[str, object]:
    """Return the charts of an invented year."""
    areas = []
    for place, shade in enumerate(SHADES):
        x, y = 10 + place % 6 * 66, 10 + place // 6 * 95
        areas.append(
            (f"M{x} {y}l60 8 6 40-14 44-52-6-8-48z", shade, f"District {place + 1}")
        )
    words = ("0–4", "5–19", "20–49", "50–99", "100+")
    return {
        "columns": columns(),
        "bars": bars(),
        "legend": [("c1", "Police"), ("c2", "Client"), ("c3", "Others")],
        "areas": areas,
        "map_legend": [(f"m{n}", word) for n, word in enumerate(words)],
        "table": [
            ("Month", "Police", "Client", "Others"),
            *((m, *c) for m, c in zip(MONTHS, COLUMNS, strict=True)),
        ],
    }
