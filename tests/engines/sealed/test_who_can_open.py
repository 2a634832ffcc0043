"""Whatever people, teams and epochs do, only those may open who should be able to."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from payung.engines.sealed import (
    Envelope,
    Grant,
    RecordSecret,
    Refused,
    TeamPublic,
    UserKeys,
    Wrap,
    accept_grant,
    make_grant,
    new_record_secret,
    new_team_keys,
    new_user_seed,
    open_field,
    rekey,
    rewrap,
    seal_field,
    unwrap,
    user_keys,
    wrap_for_team,
    wrap_within_team,
)


NAMES = ["sunita", "maya", "rina", "outsider"]
TEAMS = ["team-np", "team-bd"]
names = st.sampled_from(NAMES)
teams = st.sampled_from(TEAMS)


@dataclass
class Stored:
    """A record as the database would hold it, and who should be able to read it."""

    team: str
    epoch: int
    wrap: Wrap
    envelope: Envelope
    kept_key: set[str] = field(default_factory=set)


class WhoCanOpen(RuleBasedStateMachine):
    """Real keys on one side, plain sets of names on the other."""

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, UserKeys] = {
            n: user_keys(new_user_seed()) for n in NAMES
        }
        self.grants: list[Grant] = []
        self.public: dict[tuple[str, int], TeamPublic] = {}
        self.epoch: dict[str, int] = {}
        self.records: dict[str, Stored] = {}
        self.secrets: dict[tuple[str, str], RecordSecret] = {}
        # The plain model: who was ever given the keys of which epoch.
        self.given: dict[tuple[str, int], set[str]] = {}

    @initialize()
    def teams_begin_with_two_members_and_a_report_both_opened(self) -> None:
        for team in TEAMS:
            self._begin_epoch(team, 1, {"sunita", "maya"}, by="sunita")
            self._take_in(team)
        for name in self.records:
            for who in ("sunita", "maya"):
                self._open_and_keep(name, who)

    def _begin_epoch(self, team: str, epoch: int, who: set[str], *, by: str) -> None:
        keys = new_team_keys(team, epoch=epoch)
        self.public[team, epoch] = keys.public
        self.epoch[team] = epoch
        self.given[team, epoch] = set(who)
        for member in who:
            self.grants.append(self._grant(keys, member, by=by))

    def _grant(self, keys, member: str, *, by: str) -> Grant:
        return make_grant(
            keys,
            member=member,
            public=self.people[member].public,
            by=by,
            granter=self.people[by],
        )

    def _members(self, team: str) -> set[str]:
        return self.given[team, self.epoch[team]]

    def _keys(self, team: str, epoch: int, who: str):
        """Return what this person makes of every grant that lies in the database."""
        for grant in self.grants:
            if (grant.team, grant.epoch) == (team, epoch):
                try:
                    return accept_grant(
                        grant,
                        member=self.people[who],
                        granter_verify=self.people[grant.by].public.verify,
                        public=self.public[team, epoch],
                    )
                except Refused:
                    continue
        return None

    @rule(team=teams, newcomer=names, choice=st.randoms())
    def a_member_adds_someone(self, team, newcomer, choice) -> None:
        by = choice.choice(sorted(self._members(team)))
        keys = self._keys(team, self.epoch[team], by)

        self.grants.append(self._grant(keys, newcomer, by=by))

        self._members(team).add(newcomer)

    @rule(team=teams, choice=st.randoms())
    def a_member_removes_another(self, team, choice) -> None:
        who = sorted(self._members(team))
        if len(who) > 1:
            choice.shuffle(who)
            self._begin_epoch(team, self.epoch[team] + 1, set(who[1:]), by=who[1])

    @rule(team=teams)
    def a_report_comes_in(self, team) -> None:
        self._take_in(team)

    def _take_in(self, team: str) -> None:
        name = f"record-{len(self.records)}"
        secret = new_record_secret(name)
        self.records[name] = Stored(
            team=team,
            epoch=self.epoch[team],
            wrap=wrap_for_team(secret, self.public[team, self.epoch[team]]),
            envelope=seal_field(secret, "report.story", name),
        )

    def _may(self, stored: Stored) -> set[str]:
        return self.given[stored.team, stored.epoch]

    @rule(choice=st.randoms())
    def someone_opens_a_record_and_keeps_its_key(self, choice) -> None:
        name = choice.choice(sorted(self.records))
        self._open_and_keep(name, choice.choice(sorted(self._may(self.records[name]))))

    def _open_and_keep(self, name: str, who: str) -> None:
        stored = self.records[name]
        keys = self._keys(stored.team, stored.epoch, who)
        secret = unwrap(stored.wrap, keys)

        stored.wrap = wrap_within_team(secret, keys)

        stored.kept_key.add(who)
        self.secrets[name, who] = secret

    @rule(team=teams, anew=st.booleans())
    def the_job_carries_a_teams_records_over(self, team, anew) -> None:
        for stored in self.records.values():
            both = self._may(stored) & self._members(team)
            if stored.team == team and stored.epoch < self.epoch[team] and both:
                self._carry_over(stored, min(both), anew=anew)

    def _carry_over(self, stored: Stored, who: str, *, anew: bool) -> None:
        now = self.epoch[stored.team]
        old = self._keys(stored.team, stored.epoch, who)
        new = self._keys(stored.team, now, who)
        if anew:
            fields = {"report.story": stored.envelope}
            moved = rekey(stored.wrap, fields, old=old, new=new)
            stored.wrap, stored.envelope = moved.wrap, moved.fields["report.story"]
            stored.kept_key.clear()
        else:
            stored.wrap = rewrap(stored.wrap, old=old, new=new)
        stored.epoch = now

    def _reads(self, who: str, name: str) -> bool:
        stored = self.records[name]
        tries = [self.secrets[name, who]] if (name, who) in self.secrets else []
        for epoch in range(1, self.epoch[stored.team] + 1):
            keys = self._keys(stored.team, epoch, who)
            if keys is not None:
                tries += self._unwrapped(stored, keys)
        return any(self._opens(secret, stored, name) for secret in tries)

    def _unwrapped(self, stored: Stored, keys) -> list[RecordSecret]:
        try:
            return [unwrap(stored.wrap, keys)]
        except Refused:
            return []

    def _opens(self, secret: RecordSecret, stored: Stored, name: str) -> bool:
        try:
            return open_field(secret, "report.story", stored.envelope) == name
        except Refused:
            return False

    def teardown(self) -> None:
        """Exactly those read a record who should: every person, every key she got."""
        for name, stored in self.records.items():
            readers = {who for who in NAMES if self._reads(who, name)}

            assert readers == self._may(stored) | stored.kept_key

    @invariant()
    def nobody_removed_is_given_the_present_epoch(self) -> None:
        for team, epoch in self.epoch.items():
            granted = {
                g.member for g in self.grants if (g.team, g.epoch) == (team, epoch)
            }
            assert granted == self._members(team)


TestWhoCanOpen = WhoCanOpen.TestCase
TestWhoCanOpen.settings = settings(
    max_examples=60, stateful_step_count=20, deadline=None
)
