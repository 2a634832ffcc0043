"""Write the manual's page of the stages of a case from the table the program obeys."""

from __future__ import annotations

import os
from pathlib import Path

import django


HOUSE = Path(__file__).parents[1]
PAGE = HOUSE / "docs" / "reference" / "case_states.md"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.web.settings")
    django.setup()
    from payung.programme.cases.stages_page import page

    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(HOUSE)} is written.")
