"""A telephone on this machine comes in without TLS; nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.programme.alerts.machine import bearer
from tests.programme.hotline.small_line import SmallLine


@pytest.mark.parametrize(
    ("where", "headers", "status"),
    [
        pytest.param("127.0.0.1", {}, 200, id="a telephone on this machine"),
        pytest.param(
            "127.0.0.1",
            {"X-Forwarded-For": "192.0.2.7"},
            404,
            id="somebody whose words a proxy carried in clear",
        ),
        pytest.param(
            "127.0.0.1",
            {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"},
            200,
            id="somebody whose words came over TLS",
        ),
        pytest.param("192.0.2.7", {}, 404, id="somebody on the network in clear"),
    ],
)
def test_plans_are_given_only_where_nobody_can_read_along(
    small: SmallLine,
    settings: object,
    where: str,
    headers: dict[str, str],
    status: int,
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    client = Client(REMOTE_ADDR=where)
    told = {"Authorization": f"Bearer {bearer('np')}", **headers}

    answer = client.get("/line/np/plans", headers=told)

    assert answer.status_code == status
