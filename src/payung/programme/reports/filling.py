"""What the page of a new note needs to lock it: the team's key, and lists of codes."""

from __future__ import annotations

from payung.engines import sealed
from payung.programme.people.models import Team, TeamEpoch, UserKey
from payung.programme.people.stored_keys import NoKeyYet, signed_key_of
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import unit_names

from .published import Published


def signed_key(team: Team) -> sealed.SignedTeamKey:
    """Return the key that a team seals to now, with who vouches for it."""
    row = TeamEpoch.objects.filter(team=team, number=team.epoch).first()
    if row is None:
        raise NoKeyYet(team.name)
    return signed_key_of(row)


def key_for_page(signed: sealed.SignedTeamKey) -> dict[str, str | int]:
    """Return a signed key as static/js/sealed/team_key.js takes it."""
    voucher = UserKey.objects.get(person_id=int(str(signed.by)))
    return {
        "team": str(signed.public.team),
        "epoch": signed.public.epoch,
        "kem": sealed.to_text(signed.public.kem),
        "by": int(str(signed.by)),
        "signature": sealed.to_text(signed.signature),
        "verify": sealed.to_text(bytes(voucher.verify_public)),
    }


# A question whose only sensible answer is the country of whoever asks it.
COUNTRY = "incident.country"


def known_already(form: Published, country: str) -> dict[str, str]:
    """Return path -> answer of what need not be asked of somebody signed in.

    Empty where the form does not ask, or does not offer her country.
    """
    coding = form.form.coding
    name = coding.becoming(COUNTRY) if coding else None
    return {
        path: country
        for path, node in form.nodes.items()
        if name in {path, path.rpartition("/")[2]}
        and node["type"] == "select_one"
        and country in form.choices(node["list"], "en")
    }


Choice = dict[str, str]


def pickers(country: str, language: str) -> dict[str, list[Choice]]:
    """Return the codes that text questions may choose from: areas, police units.

    Only areas with none inside them are offered, under the name of what they are in.
    """
    return {
        name: choices
        for name, choices in (
            ("area", _areas(country, language)),
            ("unit", _units(country, language)),
        )
        if choices
    }


def _areas(country: str, language: str) -> list[Choice]:
    areas = pack_of(country).areas
    names = {one.code: one.name.get(language, one.name["en"]) for one in areas}
    parents = {one.parent for one in areas}
    return [
        _choice(one.code, names[one.code], names.get(one.parent or "", ""))
        for one in areas
        if one.code not in parents
    ]


def _units(country: str, language: str) -> list[Choice]:
    names = unit_names(country, language)
    return [_choice(code, words, "") for code, words in names.items()]


def _choice(value: str, words: str, group: str) -> Choice:
    return {"value": value, "words": words, **({"group": group} if group else {})}
