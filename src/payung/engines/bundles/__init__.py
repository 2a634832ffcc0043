"""One file that a court can check without us: hashes, custody, time stamps, signature."""

from __future__ import annotations
