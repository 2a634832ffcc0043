"""The list of notes on 100,000 of them, beside raw SQL and a bare template."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.template import engines

from bench.rows import Figure, cpu_ms
from bench.world import client, founded, many_notes
from payung.programme.reports.models import Report, Stage


COUNT = 100_000
SQL = """SELECT reference, what, by_whom, area, received_at, stage FROM reports_report
WHERE team_id = %s AND country = %s{narrowed} ORDER BY received_at DESC, record DESC LIMIT 26"""
COUNTED = """SELECT count(*) FROM (
SELECT 1 FROM reports_report WHERE team_id = %s AND country = %s{narrowed} LIMIT 10001)"""
NARROWED = " AND what = %s AND stage = %s"
TABLE = """<!doctype html><title>x</title><table>{% for row in rows %}<tr>
<td>{{ row.1 }}</td><td>{{ row.5 }}</td><td><a href="/notes/{{ row.0 }}">{{ row.0 }}</a></td>
<td>{{ row.4 }}</td><td>{{ row.2 }}</td><td>{{ row.3 }}</td></tr>{% endfor %}</table>{{ count }}"""


def figures() -> Iterator[Figure]:
    """Yield the list page as a request, and its filters, beside the floor."""
    Report.objects.all().delete()
    many_notes(COUNT)
    yield _figure("list of notes, 100,000 kept", "/notes/", _floor())
    yield _figure(
        "the same, narrowed by two",
        "/notes/?what=eco_extort&stage=new",
        _floor("eco_extort", Stage.NEW.value),
    )
    Report.objects.all().delete()


def _figure(name: str, address: str, floor: float) -> Figure:
    browser = client()
    assert browser.get(address).status_code == 200
    return Figure(
        name=name,
        ours=cpu_ms(lambda: browser.get(address), times=20),
        unit="ms",
        floor=floor,
        floor_name="raw SQL + bare template",
        bar=2,
    )


def _floor(*narrowed_by: str) -> float:
    """Return the CPU of the same rows and count by hand, in a page with nothing else."""
    narrowed = NARROWED if narrowed_by else ""
    rows_of, count_of = SQL.format(narrowed=narrowed), COUNTED.format(narrowed=narrowed)
    page = engines["django"].from_string(TABLE)
    asked = [founded().team.pk.hex, "xx", *narrowed_by]

    def bare() -> str:
        with connection.cursor() as cursor:
            cursor.execute(rows_of, asked)
            rows = cursor.fetchall()
            cursor.execute(count_of, asked)
            count = cursor.fetchone()
        return page.render({"rows": rows[:25], "count": count})

    return cpu_ms(bare, times=20)
