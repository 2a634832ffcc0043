"""A note as a phone sends it, and the form it was written in."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from payung.engines import sealed
from payung.engines.forms import split
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import team_public
from payung.programme.places.packs import pack_of
from payung.programme.reports.arriving import GROUPS, read_arriving
from payung.programme.reports.intake import Taken, take_sealed
from payung.programme.reports.models import FormVersion
from payung.programme.reports.published import Published, in_use
from payung.programme.reports.publishing import publish_form
from tests.cast import THEN


FOLDER = Path(__file__).parents[3] / "src/payung/countries/xx/forms"
STORY = "They took Gita and said she must pay at the corner shop."
PHONE = "+977 981-2345678"
UIC = "ga 12 ma 3"


class Clerk:
    """Whoever publishes forms in tests."""

    handle = "clerk"


def form_in(country: str = "np", *, at: datetime = THEN) -> FormVersion:
    """Put the invented country's form into use in a country."""
    return publish_form(
        actor=Clerk(),
        country=country,
        text=(FOLDER / "violation.md").read_text(),
        coding=(FOLDER / "violation.coding.csv").read_text(),
        at=at,
    )


def area_of(country: str) -> str:
    """Return an area that the country's register knows, or a code where it has none."""
    areas = pack_of(country).areas
    return areas[-1].code if areas else f"{country}-1"


def answers(country: str = "np", **changes: Any) -> dict[str, Any]:
    """Return the answers of one note: an arrest by police, with extortion."""
    given: dict[str, Any] = {
        "form_version": "payung-report-1",
        "a_safety": {"country": "np", "channel": "outreach", "safe_now": "yes"},
        "b_consent": {
            "age_band": "25_34",
            "c_service": "yes",
            "c_narrative": "yes",
            "c_stats": "yes",
            "safe_contact": f"Her sister, {PHONE}",
        },
        "c_person": {"uic": UIC, "gender": "tw", "n_affected": "2"},
        "d_incident": {
            "inc_date": "2026-11-21",
            "inc_date_prec": "exact",
            "admin": area_of(country),
            "place": "street",
        },
        "perp": [
            {"ptype": "pol_station", "pcount": "3", "pident": "Badge 4711"},
            {"ptype": "gang", "pcount": "1"},
        ],
        "f_acts": {"acts": "eco_extort lib_arrest"},
        "actdet": [
            {"act_code": "eco_extort", "act_by": "p1 p2", "act_times": "1"},
            {"act_code": "lib_arrest", "act_by": "p1", "act_times": "1"},
        ],
        "h_detention": {
            "arr_at": "2026-11-21T22:10:00.000+05:45",
            "arr_reason": "no",
            "arr_status": "held",
        },
        "l_end": {"narrative": STORY},
    }
    return given | changes


def body_of(
    team: Team,
    given: dict[str, Any],
    *,
    form: Published,
    instance: str = "uuid:3f0c",
    **changes: Any,
) -> bytes:
    """Return what the phone's page posts for these answers."""
    coding = form.form.coding
    assert coding is not None
    parted = split(given, coding)
    public = team_public(team)
    secret = sealed.new_record_secret(uuid4())
    message = {
        "record": str(secret.record),
        "form": form.form.id,
        "version": form.form.version,
        "team": str(team.pk),
        "epoch": public.epoch,
        "wrap": sealed.to_text(sealed.wrap_for_team(secret, public).data),
        "coded": parted.coded,
        "sealed": {
            group: sealed.seal_field(
                secret, f"report.{group}", json.dumps(parted.sealed[group])
            ).to_text()
            for group in GROUPS
        },
        "instance": instance,
    }
    return json.dumps(message | changes).encode()


def take(actor: Actor, body: bytes, *, at: datetime = THEN) -> Taken:
    """Take a posted note as the page's view does."""
    digest = hashlib.sha256(body).hexdigest()
    return take_sealed(actor=actor, arriving=read_arriving(body), digest=digest, at=at)


def taken(
    actor: Actor,
    team: Team,
    given: dict[str, Any] | None = None,
    *,
    instance: str = "uuid:3f0c",
    at: datetime = THEN,
) -> Taken:
    """Take one note of the actor's country in the form in use."""
    form = in_use(actor.country)
    filled = given or answers(actor.country)
    return take(actor, body_of(team, filled, form=form, instance=instance), at=at)


def record_of(body: bytes) -> UUID:
    """Return the record that a posted note names."""
    return UUID(json.loads(body)["record"])
