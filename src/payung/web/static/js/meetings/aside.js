// @ts-check
/** What could not be placed: why, and a way to correct it, or to let it go when she says so. */

/** @typedef {import("./queue.js").Item} Item */

const place = /** @type {HTMLElement} */ (document.querySelector("[data-aside]"));

/** @param {string} tag @param {string} name @param {string} [words] */
const made = (tag, name, words = "") => Object.assign(document.createElement(tag), { className: name, textContent: words });

/** @param {string | undefined} day 2026-12-04 @returns {string} as people here write it */
const spelled = (day) => {
  const at = new Date(`${day || ""}T12:00`);
  return Number.isNaN(at.getTime()) ? "" : new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(at);
};

/** @param {string} words @param {() => void} deed */
const button = (words, deed) => {
  const one = Object.assign(made("button", "button quiet", words), { type: "button" });
  one.addEventListener("click", deed);
  return one;
};

/** @param {string} address @param {string} key @returns {void} to the meeting's page, which takes it up again */
const goTo = (address, key) => {
  // The same page does not load anew for another "#".
  const here = address === location.pathname;
  location.replace(`${address}#${key}`);
  if (here) location.reload();
};

/** In which meeting it was, where that one is not there any more. @param {HTMLElement} acts @param {any} given @param {string} key */
const askWhere = (acts, given, key) => {
  const list = Object.assign(document.createElement("select"), { id: `where-${key}` });
  for (const [address, words] of given.meetings) list.append(new Option(words, address));
  const label = Object.assign(document.createElement("label"), { htmlFor: list.id, textContent: given.words.where });
  const field = made("div", "field");
  field.append(label, list);
  acts.replaceChildren(field, button(given.words.go_on, () => goTo(list.value, key)));
  list.focus();
};

/** Ask before the only copy goes. @param {HTMLElement} acts @param {any} given @param {() => void} yes */
const askFirst = (acts, { words }, yes) => {
  const before = Array.from(acts.childNodes);
  const no = button(words.no, () => acts.replaceChildren(...before));
  acts.replaceChildren(made("p", "message warning", words.sure), no, button(words.yes, yes));
  no.focus();
};

/** @param {Item} item @param {any} given @param {(key: string) => void} letGo */
const row = ({ key, kept }, given, letGo) => {
  const said = new Map(kept ? kept.fields : []);
  const line = made("div", "entry");
  const acts = made("div", "acts");
  line.append(made("b", "", given.kinds[said.get("kind") || ""] || given.words.locked));
  if (kept) line.append(made("span", "second", [spelled(said.get("day")), kept.sentence].filter(Boolean).join(" · ")));
  const known = given.meetings.some((/** @type {string[]} */ [address]) => kept && address === kept.address);
  const correct = () => (known && kept ? goTo(kept.address, key) : askWhere(acts, given, key));
  if (kept && (known || given.meetings.length)) acts.append(button(given.words.correct, correct));
  acts.append(button(given.words.let_go, () => askFirst(acts, given, () => letGo(key))));
  line.append(acts);
  return line;
};

/** @param {Item[]} items @param {any} given @param {(key: string) => void} letGo */
export const showAside = (items, given, letGo) => {
  const aside = items.filter(({ kept }) => !kept || kept.sentence);
  for (const one of place.querySelectorAll(".entry")) one.remove();
  place.append(...aside.map((item) => row(item, given, letGo)));
  place.hidden = !aside.length;
};
