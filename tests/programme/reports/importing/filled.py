"""Forms filled at random, and the files that other programs would make of them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from payung.engines.forms import Form, write_submission


HERE = Path(__file__).parent
ROOT = HERE.parents[3]
SHARED = Path(os.environ.get("PAYUNG_SHARED", ROOT.parent / "shared"))
SAFE = {
    "safe_now": "yes",
    "age_band": "25_34",
    "c_narrative": "yes",
    "c_stats": "yes",
    "c_evidence": "yes",
}


def walked(form: Form, *, walks: int, steps: int, seed: int) -> list[dict[str, Any]]:
    """Return the answers of some random walks through a form, by our own engine."""
    told = {
        "compiled": form.compiled,
        "strings": form.strings,
        "walks": walks,
        "steps": steps,
        "seed": seed,
        "first": SAFE,
    }
    done = subprocess.run(
        ["node", str(HERE / "generate.mjs")],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={**os.environ, "TZ": "Asia/Kathmandu"},
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def xmls(form: Form, filled: list[dict[str, Any]]) -> dict[str, bytes]:
    """Return one XML file for each, as an app sends it."""
    return {
        f"{at:04}.xml": write_submission(one, form, instance_id=f"uuid:gen-{at}")
        for at, one in enumerate(filled, start=1)
    }


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return an archive of the parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


def central(form: Form, filled: list[dict[str, Any]]) -> dict[str, bytes]:
    """Return the export that ODK Central makes: groups a-b, a file for each repeat."""
    tables: dict[str, list[dict[str, str]]] = {"": []}
    for at, one in enumerate(filled, start=1):
        key = f"uuid:gen-{at}"
        row = {"SubmissionDate": "2026-11-25T00:00:00.000Z"}
        _flat(one, row, tables, prefix="", sep="-", above="", key=key)
        tables[""].append(row | {"meta-instanceID": key, "KEY": key})
    named = {"": f"{form.id}.csv"} | {
        path: f"{form.id}-{path.rpartition('/')[2]}.csv" for path in tables if path
    }
    return {named[path]: _csv(rows) for path, rows in tables.items()}


def kobo(form: Form, filled: list[dict[str, Any]]) -> dict[str, bytes]:
    """Return the export that Kobo makes: groups a/b, choices also split, _index."""
    tables: dict[str, list[dict[str, str]]] = {"": []}
    counters: dict[str, int] = {}
    several = {
        path: sorted(form.offered(node))
        for path, node in form.questions().items()
        if node["type"] == "select_multiple"
    }
    for at, one in enumerate(filled, start=1):
        row: dict[str, str] = {}
        _kobo(one, row, tables, counters, several, path="", parent=str(at))
        own = {"_uuid": f"gen-{at}", "_index": str(at), "_id": str(1000 + at)}
        tables[""].append(row | own)
    return {
        (f"{path.rpartition('/')[2]}.csv" if path else "main.csv"): _csv(rows)
        for path, rows in tables.items()
    }


def _flat(
    answers: dict[str, Any],
    row: dict[str, str],
    tables: dict[str, list[dict[str, str]]],
    *,
    prefix: str,
    sep: str,
    above: str,
    key: str,
) -> None:
    for name, value in answers.items():
        path = f"{above}/{name}" if above else name
        if isinstance(value, str):
            row[f"{prefix}{name}"] = value
        elif isinstance(value, dict):
            _flat(
                value, row, tables, prefix=f"{prefix}{name}{sep}", sep=sep,
                above=path, key=key,
            )  # fmt: skip
        else:
            for at, entry in enumerate(value, start=1):
                inner = {"PARENT_KEY": key, "KEY": f"{key}/{path}[{at}]"}
                mine = tables.setdefault(path, [])
                mine.append(inner)
                _flat(
                    entry, inner, tables, prefix="", sep=sep, above=path,
                    key=inner["KEY"],
                )  # fmt: skip


def _kobo(
    answers: dict[str, Any],
    row: dict[str, str],
    tables: dict[str, list[dict[str, str]]],
    counters: dict[str, int],
    several: dict[str, list[str]],
    *,
    path: str,
    parent: str,
) -> None:
    for name, value in answers.items():
        here = f"{path}/{name}" if path else name
        if isinstance(value, str):
            row[here] = value
            for choice in several.get(here, []):
                row[f"{here}/{choice}"] = "1" if choice in value.split() else "0"
        elif isinstance(value, dict):
            _kobo(value, row, tables, counters, several, path=here, parent=parent)
        else:
            for entry in value:
                counters[here] = counters.get(here, 0) + 1
                index = str(counters[here])
                inner = {"_index": index, "_parent_index": parent}
                tables.setdefault(here, []).append(inner)
                _kobo(entry, inner, tables, counters, several, path=here, parent=index)


def _csv(rows: list[dict[str, str]]) -> bytes:
    heading = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, heading, restval="")
    lines.writeheader()
    lines.writerows(rows)
    return out.getvalue().encode()
