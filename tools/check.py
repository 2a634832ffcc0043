"""Style, types and architecture: the checks that need no test to run."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path


BIN = Path(sys.executable).parent
CHECKS = (
    (
        "layout",
        ["ruff", "format", "--check", "--quiet", "src", "tests", "bench", "tools"],
    ),
    ("style", ["ruff", "check", "--quiet", "src", "tests", "bench", "tools"]),
    ("architecture", ["lint-imports", "--no-logo"]),
    ("types", ["mypy", "--no-error-summary"]),
    (
        "migrations",
        ["python", "-m", "django", "makemigrations", "--check", "--dry-run"],
    ),
)


def main() -> None:
    """Run every check, say how each ended, and stop with 1 if one found something."""
    failed = [name for name, command in CHECKS if not holds(name, command)]
    if failed:
        raise SystemExit(f"These checks found something: {', '.join(failed)}.")


def holds(name: str, command: list[str]) -> bool:
    """Return whether one check passes; print what it says when it does not."""
    started = time.perf_counter()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"},
    )
    seconds = time.perf_counter() - started
    print(f"{name}: {'holds' if done.returncode == 0 else 'FAILS'} ({seconds:.1f} s)")
    if done.returncode:
        print(done.stdout, done.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    main()
