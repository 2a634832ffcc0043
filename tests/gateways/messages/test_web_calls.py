"""What is asked of services of others, and what is not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from payung.gateways.messages import ChannelGone
from payung.gateways.messages.web_calls import UnsafeAddress, WebService, checked
from tests.gateways.messages.certificates import self_signed
from tests.gateways.messages.loopback_service import Service, serving


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        yield service


@pytest.mark.parametrize(
    "address",
    [
        "http://sms.example/send",
        "http://127.0.0.1.sms.example/send",
        "http://10.0.0.1/send",
        "http://[::2]/send",
        "https://user:secret@sms.example/send",
        "https://sms.example@127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//sms.example",
        "https://",
        "https://sms.example/#part",
        "https://[",
        "",
    ],
)
def test_secrets_go_to_no_such_address(address: str) -> None:
    with pytest.raises(UnsafeAddress):
        checked(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://sms.example/send",
        "http://127.0.0.1:8080",
        "http://localhost:8080",
        "http://[::1]:8080",
    ],
)
def test_secrets_may_go_to_such_an_address(address: str) -> None:
    assert checked(address) == address


@pytest.mark.parametrize("scheme", ["https", "HTTPS"])
def test_a_service_whose_certificate_nobody_knows_is_told_nothing(
    tmp_path: Path, scheme: str
) -> None:
    with serving(self_signed(tmp_path)) as service:
        there = WebService(service.address.replace("http", scheme))

        with pytest.raises(ChannelGone):
            there.ask("POST", said={"to": "somebody"})

        assert service.asked == []


def test_a_service_that_points_elsewhere_is_not_followed(service: Service) -> None:
    with serving() as elsewhere:
        service.answers = [(307, {})]
        service.headers = {"Location": elsewhere.address}

        answer = WebService(service.address).ask("POST", said={"to": "somebody"})

        assert answer.status == 307
        assert elsewhere.asked == []


def test_no_proxy_is_taken_from_the_environment(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)

    answer = WebService(service.address).ask("GET")

    assert answer.is_good


def test_an_endless_answer_is_not_read_to_its_end(service: Service) -> None:
    service.answers = [(200, b"[" + b"1," * 1_000_000 + b"1]")]

    answer = WebService(service.address).ask("GET")

    assert (answer.status, answer.said) == (200, None)


def test_a_service_that_is_not_there_is_gone_without_a_word_of_ours() -> None:
    with serving() as service:
        address = service.address
    there = WebService(address)

    with pytest.raises(ChannelGone) as gone:
        there.ask("GET", "/0005550100", query={"text": "a word"})

    assert str(gone.value) == "service_gone"
    assert gone.value.__cause__ is None
    assert gone.value.__suppress_context__


def test_nothing_of_a_request_is_logged(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    WebService(service.address).ask("GET", "/0005550100", query={"text": "a word"})

    assert caplog.text == ""
