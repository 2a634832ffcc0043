import { vectors } from "./browser.mjs";
import assert from "node:assert/strict";
import test from "node:test";
import { openBox } from "../../../src/payung/web/static/js/sealed/box.js";
import { context, fromText, fromUtf8, Refused } from "../../../src/payung/web/static/js/sealed/bytes.js";
import { unpad } from "../../../src/payung/web/static/js/sealed/padding.js";
import { newRecordSecret, wrapForTeam } from "../../../src/payung/web/static/js/sealed/records.js";
import { sealReport } from "../../../src/payung/web/static/js/sealed/report.js";
import { sealFile, sealStream } from "../../../src/payung/web/static/js/sealed/stream.js";
import { checkedTeamKey } from "../../../src/payung/web/static/js/sealed/team_key.js";

const { teams } = vectors("keys");
const team = await checkedTeamKey(teams[0], null);
const groups = {
  identity: { "survivor/name": "Not Her Name" },
  contact: {},
  story: { "story/what": "they took the money" },
  details: {},
};

test("a record's name is a random UUID", async () => {
  const { record } = await newRecordSecret();

  assert.match(record, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a sealed report names the team and shows no answer", async () => {
  const report = await sealReport(await newRecordSecret(), team, groups);

  assert.equal(report.epoch, 3);
  assert.equal(report.team, teams[0].team);
  assert.equal(fromText(report.wrap).length, 1169);
  const bytes = Object.values(report.sealed).map((text) => Buffer.from(fromText(text)));
  assert.equal(Buffer.concat(bytes).includes("Not Her Name"), false);
});

test("an empty group looks like any short one", async () => {
  const { sealed } = await sealReport(await newRecordSecret(), team, groups);

  assert.deepEqual(
    ["identity", "contact", "story", "details"].map((name) => fromText(sealed[name]).length),
    [93, 93, 93, 93],
  );
});

test("a group opens for its own record and field", async () => {
  const secret = await newRecordSecret();
  const { sealed } = await sealReport(secret, team, groups);

  const about = context("field", secret.record, "report.story");
  const opened = unpad(await openBox(secret.aes, fromText(sealed.story), about));

  assert.deepEqual(JSON.parse(fromUtf8(opened)), groups.story);
});

test("a team key of an unknown suite is refused", async () => {
  const kem = team.kem.slice();
  kem[0] = 3;

  await assert.rejects(wrapForTeam(await newRecordSecret(), { ...team, kem }), Refused);
});

test("a film is sealed in chunks of at most 64 KiB and a tag", async () => {
  const film = new Blob([new Uint8Array(200_000)]);
  const sizes = [];

  for await (const part of sealStream(await newRecordSecret(), "a", film)) {
    sizes.push(part.length);
  }

  assert.deepEqual(sizes, [17, 65_552, 65_552, 65_552, 3_408]);
});

test("an empty file is sealed as one empty chunk", async () => {
  const sealed = await sealFile(await newRecordSecret(), "a", new Blob([]));

  assert.equal(sealed.size, 17 + 16);
});
