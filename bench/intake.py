"""Taking a sealed note, beside the bare cryptography and one committed insert."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import uuid
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from django.conf import settings

from bench.rows import Figure, cpu_ms
from bench.world import AT, client, form, founded
from payung.engines import sealed
from payung.engines.forms import read_coding, split
from payung.programme.people.stored_keys import team_public
from payung.programme.places.packs import pack_of
from payung.programme.reports.arriving import GROUPS, read_arriving
from payung.programme.reports.intake import take_sealed
from payung.web.demo.events import Ground, a_year


def figures() -> Iterator[Figure]:
    """Yield the deed alone and the whole request, beside the floor."""
    form()
    browser, bodies = client(), iter(list(islice(_bodies(), 420)))
    assert browser.get("/").status_code == 200

    def send() -> None:
        answer = browser.post(
            "/notes/take", next(bodies), content_type="application/json"
        )
        assert answer.status_code in {200, 201}, answer.content[:300]

    def take() -> None:
        body = next(bodies)
        taken = take_sealed(
            actor=founded().actor,
            arriving=read_arriving(body),
            digest=hashlib.sha256(body).hexdigest(),
            at=AT,
        )
        assert taken.new

    floor = _floor_ms()
    yield Figure(
        name="sealed note taken, the deed alone",
        ours=cpu_ms(take, times=40),
        unit="ms",
        floor=floor,
        floor_name="bare cryptography + one insert",
        bar=3,
    )
    yield Figure(
        name="sealed note taken, whole request",
        ours=cpu_ms(send, times=40),
        unit="ms",
        floor=floor,
        floor_name="bare cryptography + one insert",
        bar=3,
    )


def _bodies() -> Iterator[bytes]:
    """Yield what a browser sends, a new note each time."""
    pack = pack_of("xx")
    ground = Ground(
        country="xx",
        areas=tuple(area.code for area in pack.areas),
        stations=(),
        laws=("none",),
        zone=pack.zone(),
    )
    [event] = a_year(ground, count=1, until=AT, chance=random.Random(3))
    parted = split(event.answers, read_coding(form().coding))
    public = team_public(founded().team)
    for _ in count():
        secret = sealed.new_record_secret(uuid.uuid4())
        said = {
            group: sealed.seal_field(
                secret, f"report.{group}", json.dumps(parted.sealed.get(group, {}))
            ).to_text()
            for group in GROUPS
        }
        yield json.dumps(
            {
                "record": str(secret.record),
                "form": form().form_id,
                "version": form().version,
                "team": str(public.team),
                "epoch": public.epoch,
                "wrap": sealed.to_text(sealed.wrap_for_team(secret, public).data),
                "coded": parted.coded,
                "sealed": said,
                "instance": f"uuid:{uuid.uuid4()}",
            }
        ).encode()


def _floor_ms() -> float:
    """Return the CPU of sealing the same note and committing one row of its size."""
    public = team_public(founded().team)
    path = Path(settings.DATA) / "floor.sqlite3"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute(
        "CREATE TABLE note (id TEXT PRIMARY KEY, wrap BLOB, a BLOB, b BLOB, c BLOB, d BLOB, coded TEXT)"
    )
    coded = next(_bodies()).decode()

    def seal_and_keep() -> None:
        secret = sealed.new_record_secret(uuid.uuid4())
        groups = [
            sealed.seal_field(secret, f"report.{g}", "x" * 400).data for g in GROUPS
        ]
        wrap = sealed.wrap_for_team(secret, public).data
        database.execute(
            "INSERT INTO note VALUES (?,?,?,?,?,?,?)",
            (str(secret.record), wrap, *groups, coded),
        )

    return cpu_ms(seal_and_keep, times=200)
