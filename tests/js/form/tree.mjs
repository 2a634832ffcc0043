// Small forms written by hand, and short ways to the nodes in them.
import { open } from "../../../src/payung/web/static/js/form/session.js";

export const num = (n) => ["num", n];
export const str = (s) => ["str", s];
export const call = (name, ...args) => ["call", name, args];
export const op = (sign, left, right) => ["op", sign, left, right];
/** "/data/a/b", "../b", ".", ".." */
export function path(text) {
  const absolute = text.startsWith("/");
  const steps = text.split("/").filter(Boolean).map((name) =>
    name === ".." ? { axis: "parent", name: "*" } : name === "." ? { axis: "self", name: "*" } : { axis: "child", name });
  return ["path", { from: absolute ? "root" : "self", steps }];
}

const placed = (defs, above) =>
  defs.map((def) => {
    const here = { kind: "question", ...def, path: `${above}/${def.name}` };
    return here.children ? { ...here, children: placed(here.children, here.path) } : here;
  });

/** 08:15:30 in Kathmandu's afternoon: 2026-11-25 14:00:30 +05:45. The tests run with TZ=Asia/Kathmandu. */
export const NOW = new Date("2026-11-25T08:15:30.000Z");

export function begin(defs, { lists = {}, answers, strings = { en: [] }, clock = () => NOW, random = () => 0.5 } = {}) {
  const compiled = { format: 1, root: "data", default_language: "en", languages: ["en"], nodes: placed(defs, "/data"), lists };
  return open({ compiled, strings, clock, random, answers });
}

/** "perp[2]/ptype" */
export const at = (session, where) =>
  where.split("/").reduce((node, part) => {
    const [, name, number] = /^(\w+)(?:\[(\d+)\])?$/.exec(part);
    return node.children.filter((child) => child.name === name)[number ? number - 1 : 0];
  }, session.top.children[0]);
