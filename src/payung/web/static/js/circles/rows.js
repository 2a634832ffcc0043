// @ts-check
/** What lies on this phone, as lines among the cards: what it is, why it is here, what to do. */

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {{open: (entry: Entry) => void, letGo: (entry: Entry) => void, about: (what: string, entry: Entry) => void}} Deeds */

const top = /** @type {HTMLElement} */ (document.querySelector("[data-top]"));
/** @type {Record<string, [string, string]>} what can be said about something that waits: form, word */
const NEXT = { finding: ["answer", "answer"], decision: ["action", "next"], asked: ["reply", "answer"] };

/** @param {string} tag @param {string} name @param {string} [words] */
const made = (tag, name, words = "") => Object.assign(document.createElement(tag), { className: name, textContent: words });

/** @param {string} words @param {() => void} deed */
const button = (words, deed) => {
  const one = Object.assign(made("button", "button quiet", words), { type: "button" });
  one.addEventListener("click", deed);
  return one;
};

/** @param {Entry} entry @param {Record<string, string>} titles @returns {string} "A finding · 14:05" */
export const labelOf = (entry, titles) => {
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  return `${titles[entry.what] || ""} · ${clock.format(entry.at)}`;
};

/** Ask before the only copy goes. @param {HTMLElement} acts @param {Record<string, string>} words @param {() => void} yes */
const askFirst = (acts, words, yes) => {
  const before = Array.from(acts.childNodes);
  const no = button(words.no, () => acts.replaceChildren(...before));
  acts.replaceChildren(made("p", "message warning", words.sure), no, button(words.yes, yes));
  no.focus();
};

/** @param {Entry} entry @param {Record<string, string>} titles @param {Record<string, string>} words @param {Deeds} deeds */
const row = (entry, titles, words, deeds) => {
  const said = { begun: words.begun, waiting: words.waits, refused: words.refused }[entry.state];
  const line = made("div", "line");
  const grow = made("span", "grow");
  grow.append(made("b", "", labelOf(entry, titles)));
  if (entry.sentence) grow.append(made("span", "second", entry.sentence));
  line.append(grow, made("span", "pill new", said));
  const acts = made("div", "acts");
  const [form, word] = (entry.state === "waiting" && NEXT[entry.what]) || ["", ""];
  if (form) acts.append(button(words[word], () => deeds.about(form, entry)));
  acts.append(button(entry.state === "refused" ? words.correct : words.open, () => deeds.open(entry)));
  acts.append(button(words.let_go, () => askFirst(acts, words, () => deeds.letGo(entry))));
  const whole = made("div", "entry");
  whole.dataset.kept = entry.state;
  whole.append(line, acts);
  return whole;
};

/** @param {Entry[]} entries @param {Record<string, string>} titles @param {Record<string, string>} words @param {Deeds} deeds */
export const showRows = (entries, titles, words, deeds) => {
  for (const one of document.querySelectorAll("[data-kept=begun],[data-kept=waiting],[data-kept=refused]")) one.remove();
  for (const entry of entries) {
    const place = entry.state === "waiting" ? document.querySelector(`[data-waiting~=${entry.what}]`) : null;
    (place || top).append(row(entry, titles, words, deeds));
  }
  top.hidden = !top.querySelector("[data-kept]");
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-after]")))
    one.hidden = !entries.some((entry) => entry.state === "waiting" && entry.what === one.dataset.after);
};
