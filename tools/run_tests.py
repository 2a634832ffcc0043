"""Every test: in JavaScript, on SQLite, and on PostgreSQL; nothing skipped in silence."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import migrated
from tools import postgres


ROOT = Path(__file__).parents[1]
STORIES = tuple(
    f"tests/journeys/test_{story}.py"
    for story in ("whole_story", "calls", "taken_to_release")
)


def main() -> None:
    """Run the three parts, each with its own closing line; stop at 1 if one fails."""
    fetch_other_engines()
    with postgres.running() as address, tempfile.TemporaryDirectory() as folder:
        migrating = begin_migrating(Path(folder), address)
        results = {"JavaScript": javascript()}
        if any(each.wait() for each in migrating):
            raise SystemExit("The migrations of an empty database failed.")
        results["SQLite"] = python("")
        # What touches no database ran above; so did the looks of pages, which are the
        # same on both. Three stories that cross everything run here too.
        results["PostgreSQL"] = python(
            address,
            "--ignore=tests/web/test_text_has_room.py",
            *STORIES,
            *("tests/programme", "tests/access", "tests/web"),
        )
    failed = [name for name, passed in results.items() if not passed]
    if failed:
        raise SystemExit(f"Tests failed: {', '.join(failed)}.")


def begin_migrating(folder: Path, address: str) -> list[subprocess.Popen[bytes]]:
    """Begin to make the two databases that the tests copy; return what makes them."""
    files, beside = folder / "sqlite", folder / "postgres"
    for each in (files, beside):
        each.mkdir(mode=0o700)
    os.environ[migrated.SQLITE] = str(files / "payung.sqlite3")
    os.environ[migrated.POSTGRES] = "migrated"
    database = migrated.create_postgres(address, "migrated", like="template1")
    return [migrated.migrating(files), migrated.migrating(beside, database=database)]


def fetch_other_engines() -> None:
    """Install the form engines that ours is compared with, by their hashes."""
    folder = ROOT / "tests/oracle"
    if not (folder / "node_modules").is_dir():
        command = [
            "npm",
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
        ]
        subprocess.run(command, check=True, cwd=folder)


def javascript() -> bool:
    """Run the tests of the browser's modules in node."""
    files = sorted(str(path) for path in (ROOT / "tests/js").rglob("*.test.mjs"))
    return run("JavaScript", ["node", "--test", *files], {})


def python(address: str, *folders: str) -> bool:
    """Run pytest on both cores, on a database of its own."""
    name = "PostgreSQL" if address else "SQLite"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadfile",
        # In the order of tests/conftest.py: else the longest stories run last, alone.
        "--no-loadscope-reorder",
        "--durations=15",
        # Names what had to run twice: it passed, and is looked into all the same.
        "-rfER",
        "-p",
        "no:cacheprovider",
        # A thousand calls are a command of their own: make battery.
        "--ignore=tests/battery",
        *folders,
    ]
    return run(name, command, {"PAYUNG_DATABASE": address})


def run(name: str, command: list[str], settings: dict[str, str]) -> bool:
    """Run one part and say how long it took."""
    print(f"\n== Tests: {name}", flush=True)
    started = time.perf_counter()
    done = subprocess.run(
        command, check=False, cwd=ROOT, env={**os.environ, **settings}
    )
    print(f"== {name}: {time.perf_counter() - started:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
