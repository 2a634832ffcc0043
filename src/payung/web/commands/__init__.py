"""One file per command or family of commands; each offers `command`."""

from __future__ import annotations
