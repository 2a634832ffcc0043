"""Write the manual's page of proceedings from the lists the program obeys."""

from __future__ import annotations

import os
from pathlib import Path

import django


HOUSE = Path(__file__).parents[1]
PAGE = HOUSE / "docs" / "reference" / "proceedings.md"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.web.settings")
    django.setup()
    from payung.programme.proceedings.steps_page import page

    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(HOUSE)} is written.")
