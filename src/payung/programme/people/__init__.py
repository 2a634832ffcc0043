"""Who we are to the system: accounts, roles, teams, and the keys they hold."""

from __future__ import annotations
