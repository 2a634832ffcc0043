"""The real process beside Asterisk, with settings from a file: for its tests."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from payung.engines.sealed import RecordSecret
from payung.gateways.telephone.agi.asterisk_file import read_asterisk
from payung.gateways.telephone.agi.process import ProcessSettings, run


def read(path: Path) -> ProcessSettings:
    """Return the settings in a file that `test_process` has written."""
    said: dict[str, Any] = json.loads(path.read_text())
    key = RecordSecret(record="machine-of-us", key=bytes(range(32)))
    folder, ready = Path(said.pop("run")), Path(said.pop("ready"))
    # Any free port: the file itself names one that Asterisk knows.
    asterisk = replace(read_asterisk(Path(said.pop("file"))), port=0)
    return ProcessSettings(
        asterisk=asterisk, run=folder, ready=ready, plans_key=key, machine=key, **said
    )


if __name__ == "__main__":
    run(read(Path(sys.argv[1])), now=lambda: datetime.now(UTC))
