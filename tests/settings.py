"""The product's settings, with keys that are quick to stretch and a data folder of its own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any


# Before the settings are read: they make the folder's signing key.
os.environ.setdefault("PAYUNG_DATA", tempfile.mkdtemp(prefix="payung-tests-"))
os.environ.setdefault("PAYUNG_PLAIN_HTTP", "1")
# One for all runs: different people are counted by a sketch under this key, and in one
# run of a hundred two of a dozen cards would fall together.
os.environ.setdefault("PAYUNG_SECRET", "only-for-tests-" + "0123456789abcdef" * 3)

from payung.web.settings import *  # noqa: F403


ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]
KEY_STRETCHING = {"passes": 1, "memory_kib": 64}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "postgresql" not in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # A file, as people have it: in memory all threads of a server share one connection,
    # and two requests at once end each other's transactions.
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": Path(os.environ["PAYUNG_DATA"]) / "test.sqlite3"
    }
    # What a test wrote may be lost when the power fails: nobody waits for the disk.
    options: Any = DATABASES["default"]["OPTIONS"]  # noqa: F405
    options["init_command"] += "PRAGMA synchronous=OFF;"
# Each worker of a test run has a machine of its own, which another must not put to sleep.
MACHINE_MEMORY = (
    Path(os.environ["PAYUNG_DATA"])
    / f"machine-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
)
VAULT = Path(os.environ["PAYUNG_DATA"]) / "vault"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
