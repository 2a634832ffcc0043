// @ts-check
/** One form of the book at a time: taken from its template, filled, read. */

const place = /** @type {HTMLElement} */ (document.getElementById("writing"));
const book = /** @type {HTMLElement} */ (document.querySelector("[data-book]"));

/** @param {string} name @param {string} value @param {string} words @returns {HTMLElement} */
const choice = (name, value, words) => {
  const label = document.createElement("label");
  label.className = "choice";
  const input = Object.assign(document.createElement("input"), { type: "checkbox", name, value, checked: true });
  label.append(input, Object.assign(document.createElement("span"), { textContent: words }));
  return label;
};

/** What has not arrived yet can be chosen all the same. @param {string} kind @param {HTMLFormElement} form @param {{id: string, what: string, words: string}[]} others */
const offer = (kind, form, others) => {
  // The first list of a decision is that of its reasons, which may be empty still.
  const group = kind === "decision" ? form.querySelector("fieldset") : null;
  const decision = form.querySelector("select[name=decision]");
  for (const { id, what, words } of others) {
    if (what === "finding" && group) group.append(choice("why", id, words));
    if (what === "decision" && decision) decision.append(new Option(words, id));
  }
};

/** A page kept on the phone names nobody: a name is typed then. @param {HTMLFormElement} form @param {string} words */
const askWho = (form, words) => {
  const list = form.querySelector("select[data-names]");
  if (!(list instanceof HTMLSelectElement) || list.options.length > 1) return;
  const input = Object.assign(document.createElement("input"), { name: list.name, id: list.id, autocomplete: "off", autocapitalize: "none", spellcheck: false });
  list.replaceWith(input);
  /** @type {HTMLElement} */ (form.querySelector(`label[for="${list.id}"]`)).textContent = words;
};

/**
 * @param {string} what @param {{others: {id: string, what: string, words: string}[], about: string, who: string, sentence: string}} given
 * @returns {HTMLFormElement}
 */
export const openForm = (what, { others, about, who, sentence }) => {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(`template[data-form=${what}]`));
  place.replaceChildren(template.content.cloneNode(true));
  const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
  offer(what, form, others);
  askWho(form, who);
  const heading = /** @type {HTMLElement} */ (place.querySelector("h2"));
  const it = others.find((one) => one.id === about);
  if (it) heading.textContent += ` · ${it.words}`;
  sayIn(form, sentence);
  place.hidden = false;
  book.hidden = true;
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  return form;
};

/** Say that what stands there lies on this phone by now. */
export const sayKept = () => place.querySelector("[data-draft]")?.removeAttribute("hidden");

/** @param {HTMLFormElement} form @param {string} sentence */
export const sayIn = (form, sentence) => {
  const told = /** @type {HTMLElement} */ (form.querySelector("[data-refused]"));
  told.hidden = !sentence;
  /** @type {HTMLElement} */ (told.querySelector("span")).textContent = sentence;
  if (sentence) told.scrollIntoView({ block: "center" });
};

/** @param {HTMLFormElement} form @param {() => void} typed soon after a change @param {() => void} done */
export const watchForm = (form, typed, done) => {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(typed, 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    done();
  });
};

export const closeForm = () => {
  place.replaceChildren();
  place.hidden = true;
  book.hidden = false;
};
