"""What the diary shows: counters with what was tapped so far."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from payung.programme.activities.categories import Age, First, Gender, Setting

from .codes import Material, VenueKind, What
from .models import OutreachVisit


SETTING_OF = {
    VenueKind.STREET: Setting.STREET,
    VenueKind.ONLINE: Setting.ONLINE,
    VenueKind.HOME: Setting.HOME,
}
GENDERS = (Gender.FEMALE, Gender.TRANS, Gender.MALE)
# Nobody counts condoms one by one.
STEPS = {Material.CONDOMS: 10, Material.LUBRICANT: 5}


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter:
    """One counter: the tap it makes, the taps it sums, its word, how many so far."""

    what: str
    code: str
    sums: str
    label: str
    step: int
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """Two counters for one gender: those who came before, and those met first now."""

    label: str
    before: Counter
    first: Counter


def counts_of(visit: OutreachVisit) -> dict[str, int]:
    """Return how many of which tap: "person:f2sn", "material:kit"."""
    rows = visit.taps.exclude(what=What.VIOLENCE).values_list("what", "code")
    counts: dict[str, int] = {}
    for what, code, n in rows.annotate(n=Sum("change")).order_by("what", "code"):
        letters = code.partition(":")[0]
        # Whoever has a card was met as well; which card it is stays here.
        what_shown = What.PERSON if what == What.CARD else what
        key = f"{what_shown}:{letters}"
        counts[key] = counts.get(key, 0) + n
    return counts


def people_counters(
    visit: OutreachVisit, counts: dict[str, int], age: str = Age.NOT_SAID
) -> tuple[People, ...]:
    """Return the counters of people, each with its sum over all ages."""
    setting = setting_of(visit)

    def one(gender: Gender, first: First) -> Counter:
        return Counter(
            what=What.PERSON,
            code=f"{gender.value}{age}{setting}{first.value}",
            sums=f"person:{gender.value}..{first.value}",
            label=str(gender.label),
            step=1,
            count=_sum(counts, gender.value, first.value),
        )

    return tuple(
        People(
            label=str(gender.label),
            before=one(gender, First.NO),
            first=one(gender, First.YES),
        )
        for gender in GENDERS
    )


def material_counters(counts: dict[str, int]) -> tuple[Counter, ...]:
    """Return the counters of what is given."""
    return tuple(
        Counter(
            what=What.MATERIAL,
            code=kind.value,
            sums=f"material:{kind.value}",
            label=str(kind.label),
            step=STEPS.get(kind, 1),
            count=max(counts.get(f"material:{kind.value}", 0), 0),
        )
        for kind in Material
    )


def setting_of(visit: OutreachVisit) -> str:
    """Return the setting that everybody met at this kind of place is counted in."""
    kind = VenueKind(visit.venue.kind)
    return SETTING_OF.get(kind, Setting.VENUE).value


def _sum(counts: dict[str, int], gender: str, first: str) -> int:
    return max(
        sum(
            n
            for key, n in counts.items()
            if key.startswith(f"person:{gender}") and key.endswith(first)
        ),
        0,
    )
