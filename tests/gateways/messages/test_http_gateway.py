"""SMS through a company that is described by data."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from payung.gateways.messages import (
    Forged,
    Inbound,
    NotSent,
    Outbound,
    Receipt,
    WebRequest,
)
from payung.gateways.messages.http_description import BadDescription, described
from payung.gateways.messages.http_gateway import HttpGateway, HttpGatewaySettings
from tests.gateways.messages.loopback_service import Service, serving


HER = "+0005550100"
NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
STAMP = "1795752000"
BY_JSON = """
[send]
url = "{url}/send/"
address = "to"
text = "message"
key = "reference"
secret_header = "Authorization"
secret_form = "Bearer {{secret}}"
fixed = {{ from = "1000" }}

[answer]
success = "status"
success_is = ["queued", "sent"]
id = "messages.0.id"

[arrive]
signature_header = "X-Signature"
timestamp_header = "X-Timestamp"
prefix = "v1="
address = "from"
text = "body"
id = "id"
receipt_id = "receipt"
receipt_state = "state"
states = {{ DELIVERED = "delivered", REJECTED = "failed" }}
"""
BY_QUERY = """
[send]
url = "{url}/send"
method = "GET"
place = "query"
address = "msisdn"
text = "text"
secret = "apikey"
plus = false
"""
BY_FORM = """
[send]
url = "{url}/send"
place = "form"
address = "to"
text = "text"
secret = "apikey"
"""


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        service.answers = [(200, {"status": "queued", "messages": [{"id": 9}]})]
        yield service


def company(toml: str, url: str = "http://127.0.0.1:9") -> HttpGateway:
    return HttpGateway(
        HttpGatewaySettings(
            description=described(toml.format(url=url)),
            country="np",
            secret=b"of this machine",
            send_secret="our key",
            arrive_secret="their key",
        )
    )


def message(words: str = "আমরা ফোন করব। & ok") -> Outbound:
    return Outbound(key="outbox-7", address=f"tel:{HER}", text=words)


def test_a_company_that_takes_json_is_asked_in_json(service: Service) -> None:
    sent = company(BY_JSON, service.address).send(message())

    (asked,) = service.asked
    assert (asked.method, asked.path) == ("POST", "/send/")
    assert asked.headers["authorization"] == "Bearer our key"
    assert asked.said == {
        "from": "1000",
        "to": HER,
        "message": "আমরা ফোন করব। & ok",
        "reference": "outbox-7",
    }
    assert len(sent.id) == 32


def test_a_company_that_takes_a_query_is_asked_in_the_address(
    service: Service,
) -> None:
    company(BY_QUERY, service.address).send(message())

    (asked,) = service.asked
    assert asked.method == "GET"
    assert asked.query == {
        "msisdn": "0005550100",
        "text": "আমরা ফোন করব। & ok",
        "apikey": "our key",
    }


def test_a_company_that_takes_a_form_is_asked_with_a_form(service: Service) -> None:
    company(BY_FORM, service.address).send(message())

    (asked,) = service.asked
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert asked.form == {
        "to": HER,
        "text": "আমরা ফোন করব। & ok",
        "apikey": "our key",
    }


@pytest.mark.parametrize(
    ("status", "said", "why", "again"),
    [
        pytest.param(200, {"status": "no"}, "service_says_no", True, id="says no"),
        pytest.param(200, b"<html>", "service_says_no", True, id="says something else"),
        pytest.param(400, {}, "service_400", False, id="does not like it"),
        pytest.param(401, {}, "service_refuses_us", True, id="does not know us"),
        pytest.param(429, {}, "service_429", True, id="too many"),
        pytest.param(503, {}, "service_503", True, id="ill"),
        pytest.param(302, {}, "service_302", False, id="sends us elsewhere"),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    service: Service, status: int, said: Any, why: str, again: bool
) -> None:
    service.answers = [(status, said)]

    with pytest.raises(NotSent) as refused:
        company(BY_JSON, service.address).send(message())

    assert (refused.value.why, refused.value.again) == (why, again)


def signed(
    body: bytes,
    stamp: str = STAMP,
    secret: bytes = b"their key",
    kind: str = "application/json",
) -> WebRequest:
    over = stamp.encode("utf-8", "surrogatepass") + b"." + body
    proof = hmac.new(secret, over, hashlib.sha256).hexdigest()
    headers = {
        "x-signature": f"v1={proof}",
        "x-timestamp": stamp,
        "content-type": kind,
    }
    return WebRequest(headers=headers, body=body, query={})


TEXT = json.dumps({"id": "m1", "from": HER, "body": "help me"}).encode()


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_a_text_comes_in(minutes: int) -> None:
    there = company(BY_JSON)
    there.verify(signed(TEXT), at=NOW + timedelta(minutes=minutes))

    (inbound,) = there.parse(signed(TEXT))

    assert isinstance(inbound, Inbound)
    assert (inbound.address, inbound.text) == (f"tel:{HER}", "help me")
    assert inbound.sent_at == NOW


def test_a_text_may_come_as_a_form() -> None:
    body = b"id=m1&from=%2B0005550100&body=%E0%A6%86"
    came = signed(body, kind="application/x-www-form-urlencoded; charset=utf-8")

    (inbound,) = company(BY_JSON).parse(came)

    assert isinstance(inbound, Inbound)
    assert (inbound.address, inbound.text) == (f"tel:{HER}", "আ")


def test_a_withheld_number_is_no_address() -> None:
    body = json.dumps({"id": "m1", "from": "anonymous", "body": "help me"}).encode()

    (inbound,) = company(BY_JSON).parse(signed(body))

    assert isinstance(inbound, Inbound)
    assert inbound.address == ""


def test_what_is_replayed_has_the_same_key() -> None:
    there = company(BY_JSON)

    (once,), (again,) = there.parse(signed(TEXT)), there.parse(signed(TEXT, stamp="1"))

    assert isinstance(once, Inbound)
    assert isinstance(again, Inbound)
    assert once.key == again.key


@pytest.mark.parametrize(
    ("forged", "late"),
    [
        pytest.param(WebRequest(headers={}, body=TEXT, query={}), 0, id="no proof"),
        pytest.param(signed(TEXT, secret=b"another"), 0, id="another secret"),
        pytest.param(
            WebRequest(headers=signed(b"{}").headers, body=TEXT, query={}),
            0,
            id="another body",
        ),
        pytest.param(
            WebRequest(
                headers={**signed(TEXT).headers, "x-timestamp": "1795752001"},
                body=TEXT,
                query={},
            ),
            0,
            id="another moment",
        ),
        pytest.param(signed(TEXT), 301, id="replayed later"),
        pytest.param(signed(TEXT), -301, id="from the future"),
        pytest.param(signed(TEXT, stamp="soon"), 0, id="no moment"),
        pytest.param(signed(TEXT, stamp="9" * 30), 0, id="the end of time"),
        pytest.param(signed(b" " * 1_000_001), 0, id="a huge body"),
    ],
)
def test_what_the_company_did_not_sign_now_is_forged(
    forged: WebRequest, late: int
) -> None:
    with pytest.raises(Forged):
        company(BY_JSON).verify(forged, at=NOW + timedelta(seconds=late))


def test_a_company_that_never_calls_is_never_believed() -> None:
    there = company(BY_QUERY)

    with pytest.raises(Forged):
        there.verify(signed(TEXT), at=NOW)
    assert there.parse(signed(TEXT)) == []
    assert not there.caps.receipts


def test_a_receipt_names_what_was_sent(service: Service) -> None:
    there = company(BY_JSON, service.address)
    sent = there.send(message())
    body = json.dumps({"receipt": "9", "state": "DELIVERED"}).encode()

    receipts = there.parse(signed(body))

    assert receipts == [Receipt(id=sent.id, state="delivered")]


@how(max_examples=50, deadline=None)
@given(
    body=st.binary(max_size=80)
    | st.dictionaries(
        st.sampled_from(["id", "from", "receipt", "state"]),
        st.none()
        | st.integers()
        | st.text(max_size=5)
        | st.lists(st.text(), max_size=2),
    ).map(lambda junk: json.dumps(junk).encode()),
    form=st.booleans(),
)
def test_junk_raises_nothing(body: bytes, form: bool) -> None:
    kind = "application/x-www-form-urlencoded" if form else "application/json"

    told = company(BY_JSON).parse(signed(body, kind=kind))

    assert all(isinstance(one, Receipt) for one in told)


@pytest.mark.parametrize(
    ("change", "with_", "says"),
    [
        pytest.param("[send]", "[sned]", "Write a table [send].", id="no table"),
        pytest.param('address = "to"', "", "lacks one of: address", id="no field"),
        pytest.param(
            'text = "text"', "text = 1", "text of [send] as a text", id="kind"
        ),
        pytest.param('text = "text"', 'txet = "t"', "has no txet", id="unknown"),
        pytest.param('"form"', '"body"', "query, form or json", id="no such place"),
        pytest.param("http://127.0.0.1", "http://sms.example", "https", id="in clear"),
        pytest.param("/send", "/send?a=1", "[send.fixed]", id="a query in the address"),
        pytest.param("[send]", "[send", "no TOML", id="no TOML"),
        pytest.param("place", "plus = 1\nplace", "true or false", id="no switch"),
    ],
)
def test_a_description_says_what_is_wrong_with_it(
    change: str, with_: str, says: str
) -> None:
    toml = BY_FORM.format(url="http://127.0.0.1:9").replace(change, with_)

    with pytest.raises(BadDescription) as bad:
        described(toml)

    assert says in str(bad.value)
