"""A team with many invented notes, made quickly: whole rows, real seals."""

from __future__ import annotations

import json
import random
import uuid
from datetime import UTC, datetime, timedelta
from functools import cache

from django.test import Client

from payung.engines import sealed
from payung.programme.people.actors import Actor
from payung.programme.people.founding import Founded, found_country
from payung.programme.people.models import RecordKey
from payung.programme.reports.arriving import GROUPS
from payung.programme.reports.models import FormVersion, Report, Source, Stage
from payung.programme.reports.publishing import form_texts, publish_form


AT = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)
PASSPHRASE = "ten grey stones in a river"  # noqa: S105
STORY = "They stopped us near the bridge and asked for money. " * 28


@cache
def founded() -> Founded:
    """Return the invented country's founder and her team."""
    return found_country(
        country="xx", handle="alma", passphrase=PASSPHRASE, team_name="Bench", at=AT
    )


@cache
def form() -> FormVersion:
    """Return the reporting form, published."""
    text, coding = form_texts("xx")
    actor = founded().actor
    return publish_form(actor=actor, country="xx", text=text, coding=coding, at=AT)


@cache
def client() -> Client:
    """Return a browser in which the founder is signed in."""
    founded()
    browser = Client()
    browser.post("/sign-in", {"handle": "alma", "passphrase": PASSPHRASE})
    return browser


def many_notes(count: int, *, story: str = "") -> Actor:
    """Make the team hold `count` notes; with a story each is really sealed."""
    have = Report.objects.count()
    chance = random.Random(7)
    batch = 2000
    for start in range(have, count, batch):
        _make(range(start, min(start + batch, count)), story, chance)
    return founded().actor


def _make(numbers: range, story: str, chance: random.Random) -> None:
    team, keys = founded().team, founded().actor.unlocked.team(founded().team.pk, 1)
    reports, wraps = [], []
    for number in numbers:
        record = uuid.uuid4()
        groups = {}
        if story:
            secret = sealed.new_record_secret(record)
            groups = {
                group: sealed.seal_field(
                    secret,
                    f"report.{group}",
                    json.dumps({"l_end/narrative": story} if group == "story" else {}),
                )
                for group in GROUPS
            }
            wrap = sealed.wrap_within_team(secret, keys)
            wraps.append(
                RecordKey(record=record, team=team, epoch=1, kind="S", wrap=wrap.data)
            )
        reports.append(
            Report(
                record=record,
                reference=f"XX-26-{number:06}",
                country="xx",
                team=team,
                form=form(),
                instance_id=f"bench:{number}",
                digest="0" * 64,
                received_at=AT - timedelta(minutes=number * 3),
                source=Source.IMPORT,
                stage=chance.choice(list(Stage)),
                what=chance.choice(
                    ["eco_extort", "lib_arrest", "phy_beat", "psy_threat"]
                ),
                by_whom=chance.choice(["pol_station", "client", "gang", "partner"]),
                area=chance.choice(["XX-A1", "XX-B2", "XX-C3"]),
                sent_by="alma",
                **groups,
            )
        )
    Report.objects.bulk_create(reports)
    RecordKey.objects.bulk_create(wraps)
