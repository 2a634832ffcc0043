"""A country founded in a folder and forgotten afterwards, its key in memory with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import migrated
from tests.battery.programs import ROOT


COUNTRY = "xx"
# Not as the lines' codes: the network knows a line by what is dialled.
LINES = {"direct": "5560171", "main": "5560172", "ring-once": "5560173"}


@dataclass(frozen=True, kw_only=True)
class Founded:
    """Where a country's data lie, what its programs are told, and its people's phones."""

    data: Path
    env: Mapping[str, str]
    ways: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def asks(self, module: str, *given: str) -> Any:
        """Return what a module of the battery prints as JSON about this country."""
        return asks(self.env, module, *given)


@contextmanager
def founded(
    folder: Path,
    *,
    phones: Mapping[str, Sequence[str]] | None = None,
    texts: Mapping[str, str] | None = None,
    database: str = "",
    telephone: str = "",
) -> Iterator[Founded]:
    """Found it; `telephone` is where orders are taken, `texts` are numbers for texts."""
    data = folder / "data"
    env = environment(data, database=database, telephone=telephone)
    if not database:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        migrated.lay_sqlite(data / "payung.sqlite3")
    wanted = {
        "country": COUNTRY,
        "lines": LINES,
        "phones": phones or {},
        "texts": texts or {},
    }
    made = asks(env, "tests.battery.founding", json.dumps(wanted))
    try:
        yield Founded(data=data, env=env, ways=made["ways"])
    finally:
        shutil.rmtree(made["memory"], ignore_errors=True)


def environment(data: Path, *, database: str, telephone: str) -> dict[str, str]:
    """Return what the country's programs are told."""
    mine = {k: v for k, v in os.environ.items() if not k.startswith("PAYUNG_")}
    return {
        **mine,
        "DJANGO_SETTINGS_MODULE": "payung.web.settings",
        "PAYUNG_DATA": str(data),
        "PAYUNG_DATABASE": database,
        "PAYUNG_PLAIN_HTTP": "1",
        "PAYUNG_TELEPHONES": f"{COUNTRY}={telephone}" if telephone else "",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


def asks(env: Mapping[str, str], module: str, *given: str) -> Any:
    """Return what a module prints as JSON; fail with what it says where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", module, *given],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
