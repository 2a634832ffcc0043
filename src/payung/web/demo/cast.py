"""The invented people of the demonstration: five countries, each with a team."""

from __future__ import annotations

from dataclasses import dataclass

from payung.programme.people.roles import Role


# Printed on the screen by the demonstration; it protects nothing.
PASSPHRASE = "four small boats at noon"  # noqa: S105


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One invented person: handle, what she does, the language of her pages."""

    handle: str
    roles: tuple[Role, ...]
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Country:
    """A country of the demonstration; the first of its people leads it."""

    code: str
    team: str
    people: tuple[Part, ...]
    notes: int


def _three(
    code: str, team: str, language: str, handles: tuple[str, str, str], notes: int
) -> Country:
    [leads, paralegal, attorney] = handles
    people = (
        Part(handle=leads, roles=(Role.COORDINATOR,), language=language),
        Part(handle=paralegal, roles=(Role.PARALEGAL,), language=language),
        Part(handle=attorney, roles=(Role.ATTORNEY,), language=language),
    )
    return Country(code=code, team=team, people=people, notes=notes)


COUNTRIES = (
    _three("np", "Hill team", "ne", ("maya", "sunita", "anju"), 420),
    _three("bd", "River team", "bn", ("shirin", "rina", "nasreen"), 380),
    _three("id", "Coast team", "id", ("ratna", "dewi", "sari"), 300),
    _three("mm", "Lake team", "my", ("khin", "thida", "may"), 260),
    _three("xx", "Lantern team", "en", ("alma", "bela", "cora"), 340),
)
# Those who see protected figures only, and those who work beside the teams.
BESIDE = (
    Part(handle="officer", roles=(Role.OFFICER,), language="en"),
    Part(handle="operator", roles=(Role.OPERATOR,), language="en"),
    Part(handle="regional", roles=(Role.REGIONAL,), language="en"),
    Part(handle="donor", roles=(Role.DONOR,), language="en"),
)
