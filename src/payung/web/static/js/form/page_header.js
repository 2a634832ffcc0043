// @ts-check
/** How far one is, and in which language. */
import { fillWith, h } from "./dom.js";

/** Languages in their own words, so that whoever reads one finds it. @type {Record<string, string>} */
const OWN = { en: "English", bn: "বাংলা", id: "Bahasa Indonesia", my: "မြန်မာ", ne: "नेपाली" };

/** @param {any} desk @param {import("./pages.js").Page} page @param {HTMLElement} top @param {any} deeds */
export function header(desk, page, top, deeds) {
  const { languages } = desk.session.compiled;
  const of = desk.pages().slice(-1)[0].part;
  const words = desk.ui("part", { at: page.part, of });
  const done = `${words}|${desk.session.language}`;
  if (top.dataset.done === done) return;
  top.dataset.done = done;
  const progress = h("progress.f-progress", { max: of, value: page.part, "aria-label": words });
  const choose = h("select.f-language", { "aria-label": desk.ui("language"), onchange: () => deeds.speak(choose.value) },
    languages.map((/** @type {string} */ one) => h("option", { value: one, lang: one, selected: one === desk.session.language }, OWN[one] || one)));
  fillWith(top, h("div.f-top-row", {}, h("p.f-where", {}, words), languages.length > 1 && choose), progress);
}
