"""Who calls, from the headers of an INVITE."""

from __future__ import annotations

import pytest

from payung.gateways.telephone.sip.callers import Caller, e164, who_calls


HERS = "<sip:+0005550199@192.0.2.1>;tag=1"


@pytest.mark.parametrize(
    ("dialled", "number"),
    [
        pytest.param("+977 1 555-0100", "+97715550100", id="a plus says it all"),
        pytest.param("0097715550100", "+97715550100", id="two zeros stand for a plus"),
        pytest.param("015550100", "+97715550100", id="one zero stands for the country"),
        pytest.param("15550100", "+97715550100", id="no prefix is the country's own"),
        pytest.param("97715550100", "+97715550100", id="the country's code is known"),
        pytest.param("sunita", "", id="a name is no number"),
        pytest.param("१२३४५", "", id="other digits are refused, not guessed"),
        pytest.param("+", "", id="a plus alone is nothing"),
    ],
)
def test_a_number_is_spelt_in_one_way(dialled: str, number: str) -> None:
    assert e164(dialled, country_code="977") == number


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"from": [HERS], "privacy": ["id"]}, id="she asked for privacy"),
        pytest.param(
            {"from": [HERS], "privacy": ["user;critical"]}, id="and insisted on it"
        ),
        pytest.param(
            {"from": ["<sip:anonymous@anonymous.invalid>;tag=1"]}, id="anonymous"
        ),
        pytest.param({"from": ["Private <sip:unknown@192.0.2.1>"]}, id="unknown"),
        pytest.param({"from": ["<sip:192.0.2.1>;tag=1"]}, id="no user at all"),
        pytest.param(
            {"from": [HERS], "remote-party-id": ["<sip:1@x>;privacy=full"]},
            id="her network says that she asked for privacy",
        ),
        pytest.param(
            {
                "from": ["<sip:anonymous@x>;tag=1"],
                "p-asserted-identity": ["<sip:+0005550199@x>"],
            },
            id="anonymous, and her network knows better",
        ),
    ],
)
def test_who_withholds_her_number_is_not_known(headers: dict[str, list[str]]) -> None:
    assert who_calls(headers, country_code="").withheld


def test_what_the_network_asserts_is_believed_before_what_a_phone_says() -> None:
    headers = {
        "from": ["<sip:+0005550111@x>;tag=1"],
        "p-asserted-identity": ["<sip:office@x>", "<tel:+0005550199>"],
    }

    assert who_calls(headers, country_code="").number == "+0005550199"


def test_a_caller_shows_nothing_of_herself() -> None:
    assert repr(Caller("+0005550199")) == "Caller()"
