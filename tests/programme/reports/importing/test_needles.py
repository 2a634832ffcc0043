"""After everything came in, no name is in any byte of the data or of a temp folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated


ROOT = Path(__file__).parents[4]
# Invented: no person is meant, and no word of the programme is like them.
NAMES = [
    "Zorvandel", "Quimbrask", "Tesholune", "Vantrissa", "Orlubeck", "Xandrepol",
    "Wyskertan", "Jolmarenta", "Brixundal", "Feltrozin", "Gharnovell", "Hestulbrae",
    "Ixmerando", "Klovantris", "Lumbraxil", "Mervoskane", "Nyrtulopan", "Pulgretsa",
    "Rovexilaq", "Skalmuntrie",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(
    bool(os.environ.get("PAYUNG_DATABASE")),
    reason="searches a folder with SQLite in it",
)
def test_none_of_twenty_names_is_in_any_byte_that_was_written(tmp_path: Path) -> None:
    data, temp = tmp_path / "data", tmp_path / "temp"
    data.mkdir()
    temp.mkdir()
    migrated.lay_sqlite(data / "payung.sqlite3")
    env = {
        **os.environ,
        "PAYUNG_DATA": str(data),
        "PAYUNG_PLAIN_HTTP": "1",
        "TMPDIR": str(temp),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    env.pop("PAYUNG_DATABASE", None)

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.programme.reports.importing.needle",
            json.dumps(NAMES),
            str(temp),
        ],
        cwd=ROOT,
        env=env,
        capture_output=True,
        check=False,
        text=True,
        timeout=180,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1]) == {"reports": 15, "aside": 10}
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "payung.sqlite3" for path in written)
    assert any(path.name.endswith("-wal") for path in written)
    assert any("vault" in path.parts for path in written)
    found = {
        (name, path.name)
        for path in written
        for name in NAMES
        for spelled in spellings(name)
        if spelled in path.read_bytes()
    }
    assert found == set()


def spellings(name: str) -> list[bytes]:
    """Return a name as text of both widths, in capitals and small, and in base64."""
    import base64

    plain = [name, name.lower(), name.upper()]
    wide = [text.encode("utf-16-le") for text in plain]
    # Three letters from the middle of base64, whatever stood before the name.
    coded = [base64.b64encode(b"x" * shift + name.encode())[4:-4] for shift in range(3)]
    return [*(text.encode() for text in plain), *wide, *coded]
