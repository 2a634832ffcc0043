"""What the door shows of waiting taps; the browser's own modules run in node."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


TESTS = Path(__file__).parents[2] / "js/door"


def test_the_sums_of_the_door_hold_in_node() -> None:
    program = shutil.which("node")
    assert program, "node is not installed; tools/set_up.sh or apt-get install nodejs"
    files = sorted(str(path) for path in TESTS.glob("*.test.mjs"))

    ran = subprocess.run(
        [program, "--test", "--test-reporter=tap", *files],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout
    assert "# pass 9" in ran.stdout
