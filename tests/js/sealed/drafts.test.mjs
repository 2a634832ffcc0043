import { vectors } from "./browser.mjs";
import assert from "node:assert/strict";
import test from "node:test";
import { fromText, Refused } from "../../../src/payung/web/static/js/sealed/bytes.js";
import { draftKey, openDraft, sealDraft } from "../../../src/payung/web/static/js/sealed/drafts.js";

const { draft: spec } = vectors("records");
const key = await draftKey(spec.key);

test("a draft that Python sealed opens", async () => {
  const text = await openDraft(key, spec.draft, fromText(spec.sealed));

  assert.equal(text, spec.text);
});

test("a draft comes back, and its sealed form does not show it", async () => {
  const sealed = await sealDraft(key, "d", "she was taken");

  assert.equal(Buffer.from(sealed).includes("she was taken"), false);
  assert.equal(await openDraft(key, "d", sealed), "she was taken");
});

test("a draft opens under no other id", async () => {
  const sealed = await sealDraft(key, "d", "she was taken");

  await assert.rejects(openDraft(key, "e", sealed), Refused);
});

test("a draft opens for nobody else", async () => {
  const sealed = await sealDraft(key, "d", "she was taken");

  const hers = await draftKey("A".repeat(43));

  await assert.rejects(openDraft(hers, "d", sealed), Refused);
});

test("a draft with any byte changed is refused", async () => {
  const sealed = fromText(spec.sealed);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.slice();
    changed[at] ^= 1;
    await assert.rejects(openDraft(key, spec.draft, changed), Refused);
  }
});
