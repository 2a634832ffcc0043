"""What she needs, what she decides, the plan, the sessions and how it ends."""

from __future__ import annotations
