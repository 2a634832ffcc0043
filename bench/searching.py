"""Search in sealed text: every record is opened, nothing readable is kept."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import connection

from bench.rows import Figure
from bench.world import AT, STORY, founded, many_notes
from payung.engines import sealed
from payung.programme.reports.models import Report
from payung.programme.reports.search import search_text


COUNT = 20_000


def figures() -> Iterator[Figure]:
    """Yield records searched per CPU second, beside opening the bare envelopes."""
    Report.objects.all().delete()
    actor = many_notes(COUNT, story=STORY)
    before = time.process_time()
    found = search_text(actor=actor, words="a word nobody wrote", at=AT)
    ours = found.searched / (time.process_time() - before)
    yield Figure(
        name="records of 1.5 kB searched per CPU second",
        ours=ours,
        unit="/s",
        bar=50_000,
        least=True,
    )
    yield Figure(
        name="search, CPU of one record",
        ours=1000 / ours,
        unit="ms",
        floor=_bare_ms(),
        floor_name="raw SQL, unwrap, open story",
        bar=3,
    )
    Report.objects.all().delete()


def _bare_ms() -> float:
    team = founded().team.pk
    keys = founded().actor.unlocked.team(team, 1)
    before, count = time.process_time(), 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.record, r.story, k.wrap FROM reports_report r "
            "JOIN people_recordkey k ON k.record = r.record"
        )
        for record, story, data in cursor:
            import uuid

            wrap = sealed.Wrap(
                kind=sealed.WrapKind.WITHIN_TEAM,
                record=uuid.UUID(record),
                team=team,
                epoch=1,
                data=bytes(data),
            )
            secret = sealed.unwrap(wrap, keys)
            sealed.open_field(
                secret, "report.story", sealed.Envelope(data=bytes(story))
            )
            count += 1
    return (time.process_time() - before) * 1000 / count
