/** Seals what standard input asks for, as a phone would; a Python test opens it. */

import "./browser.mjs";
import { readFileSync } from "node:fs";
import { toText } from "../../../src/payung/web/static/js/sealed/bytes.js";
import { sealDraft, draftKey } from "../../../src/payung/web/static/js/sealed/drafts.js";
import { newRecordSecret } from "../../../src/payung/web/static/js/sealed/records.js";
import { sealReport } from "../../../src/payung/web/static/js/sealed/report.js";
import { sealFile } from "../../../src/payung/web/static/js/sealed/stream.js";
import { checkedTeamKey } from "../../../src/payung/web/static/js/sealed/team_key.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
const team = await checkedTeamKey(asked.team, asked.team.fingerprint);
const secret = await newRecordSecret();
const report = await sealReport(secret, team, asked.groups);
const attachments = [];
for (const size of asked.sizes) {
  const plain = Uint8Array.from({ length: size }, (_, at) => (at * 7) % 251);
  const file = await sealFile(secret, `a-${size}`, new Blob([plain]));
  attachments.push({ size, sealed: toText(new Uint8Array(await file.arrayBuffer())) });
}
const draft = await sealDraft(await draftKey(asked.draft_key), "d-1", asked.draft);
console.log(JSON.stringify({ report, attachments, draft: toText(draft) }));
