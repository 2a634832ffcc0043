"""The forms these tests work on: a small one, our own, and the public ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from payung.engines.forms import (
    Crosswalks,
    Form,
    publish,
    read_coding,
    read_crosswalks,
    read_text,
)


ROOT = Path(__file__).parents[3]
COUNTRIES = ROOT / "src" / "payung" / "countries"
SHARED = Path(os.environ.get("PAYUNG_SHARED", ROOT.parent / "shared"))

SMALL = r"""# survey

| type | name | label::English (en) | label::Nepali (ne) | required | relevant | constraint | constraint_message::English (en) | calculation | choice_filter | repeat_count | default | trigger |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| select_one yn | safe | Safe now? | अहिले सुरक्षित? | yes | | | | | | | | |
| begin group | where | Where | | | ${safe}='yes' | | | | | | | |
| select_one province | province | Province | | | | | | | | | | |
| select_one district | district | District | | | | | | | province=${province} | | | |
| end group | | | | | | | | | | | | |
| date | day | Day | | | | .<=today() | Not in the future | | | | today() | |
| begin repeat | person | Who did it | | | | | | | | | | |
| calculate | number | | | | | | | position(..) | | | | |
| note | which | This is person ${number}. | | | | | | | | | | |
| integer | count | How many? | | | | .>=1 | | | | | 1 | |
| text | name | Name | | | | | | | | | | |
| end repeat | | | | | | | | | | | | |
| select_multiple act | acts | What? | | | | | | | | | | |
| begin repeat | detail | Each | | | | | | | | count-selected(${acts}) | | |
| calculate | code | | | | | | | selected-at(${acts}, position(..)-1) | | | | |
| calculate | words | | | | | | | jr:choice-name(selected-at(${acts}, position(..)-1), '${acts}') | | | | |
| end repeat | | | | | | | | | | | | |
| image | photo | Photo | | | | | | | | | | |
| text | copy | Copy | | | | | | ${safe} | | | | ${safe} |

# choices

| list_name | name | label::English (en) | label::Nepali (ne) | province |
|---|---|---|---|---|
| yn | yes | Yes | हो | |
| yn | no | No | होइन | |
| province | p1 | One | | |
| province | p2 | Two | | |
| district | d1 | First | | p1 |
| district | d2 | Second | | p2 |
| act | hit | Hit | | |
| act | shout | Shouted | | |

# settings

| form_title | form_id | version | default_language |
|---|---|---|---|
| Small note | small | 7 | English (en) |
"""
SMALL_CODING = """question,keep,becomes,note
safe,coded,,
province,coded,,
district,coded,incident.area,
day,coded,incident.on,
number,drop,,
count,coded,profile.count,
name,identity,,
acts,coded,acts,
code,coded,act.code,
words,drop,,
photo,details,,
copy,drop,,
"""


@pytest.fixture(scope="session")
def small() -> Form:
    """A form with one of everything that matters, in two languages."""
    return publish(read_text(SMALL), coding=read_coding(SMALL_CODING))


@pytest.fixture(scope="session")
def violation() -> Form:
    """The reporting form of the invented country, as it is published."""
    folder = COUNTRIES / "xx" / "forms"
    return publish(
        read_text((folder / "violation.md").read_text()),
        coding=read_coding((folder / "violation.coding.csv").read_text()),
    )


@pytest.fixture(scope="session")
def crosswalks() -> Crosswalks:
    """The three code lists."""
    codes = COUNTRIES / "codes"
    return read_crosswalks(
        acts=(codes / "acts.csv").read_text(),
        perpetrators=(codes / "perpetrators.csv").read_text(),
        places=(codes / "places.csv").read_text(),
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public material, which is not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"no public forms at {SHARED}; set PAYUNG_SHARED to their folder")
    return SHARED
