"""Everything that our own telephone is told when it starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from payung.engines.sealed import RecordSecret
from payung.gateways.telephone.door.digest import Account
from payung.gateways.telephone.door.flood import Rate
from payung.gateways.telephone.door.trunk import Trunk


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """How many packets a second are looked at: from a stranger, the trunk, and all."""

    stranger: Rate
    trunk: Rate
    overall: Rate


@dataclass(frozen=True, kw_only=True, slots=True)
class TelephoneSettings:
    """How the process listens, whom it trusts, and where it keeps what.

    `host` is the address of this machine that others reach; port 0 takes any free one.
    `run` holds the journal and the last plans (sealed); `memory` must be a tmpfs.
    `recordings`, `texts` and `spoken` are where prompts come from (media.prompts).
    `plans_key` seals the last plans, `machine` makes the blind index of a number.
    `line_of` maps a dialled number to its line where they differ; `country_code` ("977")
    completes numbers that come without one. `answers_early` answers the caller before
    anybody has pressed 1, for trunks that carry no sound before that. `quiet_limit`
    ends a talk in which one side sends no sound for so many seconds.
    """

    host: str
    port: int = 5060
    audio_ports: tuple[int, int] | None = (16384, 16683)
    run: Path
    memory: Path
    memory_anywhere: bool = False
    vault: Path
    recordings: Path | None = None
    spoken: Path | None = None
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    application: str
    application_token: str = field(repr=False)
    control_port: int = 0
    control_token: str = field(repr=False)
    plans_key: RecordSecret
    machine: RecordSecret
    trunk: Trunk | None = None
    realm: str = "payung"
    phones: Mapping[str, Account] = field(default_factory=dict, repr=False)
    line_of: Mapping[str, str] = field(default_factory=dict)
    country_code: str = ""
    answers_early: bool = False
    route_wait: float = 1.5
    quiet_limit: int = 60
    message_silence: int = 8
    rates: Rates | None = None
    ready: Path | None = None
