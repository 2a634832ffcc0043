// Fill a form at random with our own engine: {compiled, strings, walks, steps, seed} on stdin, answers on stdout.
import { answersToSend } from "../../../../src/payung/web/static/js/form/answers.js";
import { each } from "../../../../src/payung/web/static/js/form/entries.js";
import { answer } from "../../../../src/payung/web/static/js/form/session.js";
import { begin, step } from "../../../oracle/ours.js";

/** @param {number} seed */
const chance = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

let read = "";
for await (const piece of process.stdin) read += piece;
const { compiled, strings, walks, steps, seed, first } = JSON.parse(read);
const filled = [];
for (let walk = 0; walk < walks; walk += 1) {
  const random = chance(seed + walk);
  const session = begin(compiled, strings, random);
  const set = (wanted) =>
    each(session.top.children[0], (node) => {
      if (node.def.kind === "question" && node.name in wanted) answer(session, node, wanted[node.name]);
    });
  // Most people can talk safely and agree: else most walks would end on the first page.
  if (random() < 0.9) set(first || {});
  for (let one = 0; one < steps; one += 1) {
    step(session, random);
    if (one === steps >> 1 && random() < 0.9) set(first || {});
  }
  filled.push(answersToSend(session));
}
process.stdout.write(JSON.stringify(filled));
