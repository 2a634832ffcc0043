import { vectors } from "./browser.mjs";
import assert from "node:assert/strict";
import test from "node:test";
import { checkedTeamKey, fingerprint, NotTheTeamsKey } from "../../../src/payung/web/static/js/sealed/team_key.js";

const { teams } = vectors("keys");
const [signed, other] = teams;

test("the six words are those the server prints", async () => {
  for (const spec of teams) {
    const team = await checkedTeamKey(spec, null);

    assert.equal(await fingerprint(team), spec.fingerprint);
  }
});

test("a key a member signed is taken without pinned words", async () => {
  const team = await checkedTeamKey(signed, null);

  assert.equal(team.epoch, 3);
});

test("a key with pinned words that match is taken", async () => {
  assert.equal((await checkedTeamKey(signed, signed.fingerprint)).team, signed.team);
});

test("a signed key whose words differ from the pinned ones is not taken", async () => {
  await assert.rejects(checkedTeamKey(signed, other.fingerprint), NotTheTeamsKey);
});

for (const [what, changed] of [
  ["another epoch", { ...signed, epoch: 4 }],
  ["another team", { ...signed, team: "elsewhere" }],
  ["another signer", { ...signed, by: 18 }],
  ["another key", { ...signed, kem: other.kem }],
  ["somebody else's verify key", { ...signed, verify: "A".repeat(43) }],
]) {
  test(`a signature does not hold for ${what}`, async () => {
    await assert.rejects(checkedTeamKey(changed, null), NotTheTeamsKey);
  });
}

/** Runs `act` as an older Chrome would: WebCrypto there has no Ed25519. */
const withoutEd25519 = async (act) => {
  const { subtle } = crypto;
  const importKey = async (format, key, how, ...rest) => {
    if (how === "Ed25519") throw new DOMException("no such algorithm", "NotSupportedError");
    return subtle.importKey(format, key, how, ...rest);
  };
  const digest = (...asked) => subtle.digest(...asked);
  const older = { importKey, digest };
  Object.defineProperty(crypto, "subtle", { value: older, configurable: true });
  try {
    return await act();
  } finally {
    delete crypto.subtle;
  }
};

test("an older browser takes the key by its pinned words", async () => {
  const team = await withoutEd25519(() => checkedTeamKey(signed, signed.fingerprint));

  assert.equal(team.team, signed.team);
});

test("an older browser without pinned words takes no key, but tells its words", async () => {
  await withoutEd25519(() =>
    assert.rejects(checkedTeamKey(signed, null), { words: signed.fingerprint }),
  );
});
