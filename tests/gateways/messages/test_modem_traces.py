"""After a session with a modem no number and no text is found anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.gateways.messages.modem_session import HERS, NUMBER, OURS
from tests.needles import bytes_of_folder, found


ROOT = Path(__file__).parents[3]


def test_a_session_leaves_no_number_and_no_text_behind(tmp_path: Path) -> None:
    home = str(tmp_path)
    places = {"HOME": home, "TMPDIR": home, "XDG_CONFIG_HOME": home}
    command = [sys.executable, "-m", "tests.gateways.messages.modem_session", home]

    done = subprocess.run(
        command,
        cwd=home,
        env={**os.environ, **places, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        capture_output=True,
        timeout=100,
        check=False,
    )

    told = done.stdout + done.stderr
    assert b"\ndone " in told or told.startswith(b"done "), told.decode()
    assert b"came 3" in told
    assert told.count(b"NotSent: modem_") == 2
    assert found([NUMBER, NUMBER[1:], "5550100", OURS, HERS], told) == []
    assert found([NUMBER, "5550100", OURS, HERS], bytes_of_folder(tmp_path)) == []
