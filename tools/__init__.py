"""What the makers of Payung run; nothing here is installed."""

from __future__ import annotations
