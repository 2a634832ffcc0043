"""A database with every migration done: made once for a whole run, then copied.

tools/run_tests.py makes one for each engine. Where nobody made one (a few tests run by
hand), each database is migrated by itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier


ROOT = Path(__file__).parents[1]
# Where the copies come from: a file, and a database on the server of the run. Not named
# as the product's own settings, which tests take away from the programs they start.
SQLITE = "TESTS_MIGRATED_SQLITE"
POSTGRES = "TESTS_MIGRATED_POSTGRES"


def migrating(folder: Path, *, database: str = "") -> subprocess.Popen[bytes]:
    """Begin to migrate an empty database; "" is SQLite's, a file in the folder."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "payung.web.settings",
        "PAYUNG_DATA": str(folder),
        "PAYUNG_DATABASE": database,
        "PAYUNG_PLAIN_HTTP": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**os.environ, **settings},
    )


def lay_sqlite(file: Path) -> None:
    """Let a database begin as a copy, where there is one to copy."""
    made = os.environ.get(SQLITE)
    if made:
        shutil.copyfile(made, file)
        file.chmod(0o600)


def create_postgres(server: str, name: str, *, like: str = "") -> str:
    """Create a database in place of one so named, and return its address.

    `like` is the database it begins as a copy of; "" is what the run has, or an empty one.
    """
    like = like or os.environ.get(POSTGRES) or "template1"
    with psycopg.connect(server, autocommit=True) as connection:
        drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(drop.format(Identifier(name)))
        create = SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(Identifier(name), Identifier(like)))
    return f"{server.rpartition('/')[0]}/{name}"
