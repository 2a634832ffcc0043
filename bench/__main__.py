"""Print a row per figure; stop with 1 when one falls short and --strict is given."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile


def main() -> None:
    """Set up a database of our own, measure, print."""
    os.environ["PAYUNG_DATA"] = tempfile.mkdtemp(prefix="payung-bench-")
    os.environ["PAYUNG_PLAIN_HTTP"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    from bench.rows import HEAD
    from payung.web.commands.serve import prepare

    prepare()
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")]
    print(HEAD, flush=True)
    short = 0
    for name in wanted or (
        "intake",
        "listing",
        "searching",
        "weight",
        "form_page",
        "memory",
        "call_setup",
        "rostering",
        "indicators",
    ):
        for figure in importlib.import_module(f"bench.{name}").figures():
            print(figure.line(), flush=True)
            short += not figure.ok
    print(f"\n{short} short." if short else "\nEvery bar holds.")
    if short and "--strict" in sys.argv:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
