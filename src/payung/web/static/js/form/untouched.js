// @ts-check
/** Entries that a form begins with, and that nobody has asked for. */
import { settle } from "./settle.js";

/**
 * Take out the first entry that XForms puts into every repeat: here the person adds the first one too, and a report
 * without a referral must not stop at a required question about one.
 * @param {import("./types.js").Session} session
 */
export function withoutUntouched(session) {
  /** @param {import("./types.js").Node} node */
  const prune = (node) => {
    node.children = node.children.filter((one) => !(one.def && one.def.kind === "repeat" && !one.def.count));
    node.children.forEach(prune);
  };
  prune(session.top.children[0]);
  settle(session);
}
