"""A studio, its desk and two telephones on the loopback net."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from payung.gateways.telephone.media.studio import Studio
from tests.gateways.telephone.media.phone import Desk, Phone


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def studio(desk: Desk) -> Iterator[Studio]:
    with Studio("127.0.0.1", hand_over=desk.hand_over) as studio:
        yield studio
        assert studio.counts.faults == 0


@pytest.fixture
def caller() -> Iterator[Phone]:
    with Phone(source=1) as phone:
        yield phone


@pytest.fixture
def paralegal() -> Iterator[Phone]:
    with Phone(source=2) as phone:
        yield phone
