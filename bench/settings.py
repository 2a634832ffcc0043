"""The product's own settings, for measuring: nothing is made cheaper."""

from __future__ import annotations

from payung.web.settings import *  # noqa: F403


ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
