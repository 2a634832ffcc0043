"""The tests mirror src; spec/ are also chapters of the manual."""

from __future__ import annotations
