"""Who may come in: digest authentication, registered phones, flood guard, the trunk.

Everything here is pure: the moment is an argument, and nothing is kept on a disk.
"""

from __future__ import annotations
