// @ts-check
/** Every sentence of the page, in the language that was chosen. */

const { languages, words } = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("words")).textContent || "");

export const codes = Object.keys(languages);
export const spoken = { code: codes.find((code) => navigator.language.startsWith(code)) || codes[0] };

/** @param {string} code  @returns {string} what a language is called in itself */
export const nameOf = (code) => languages[code];

/** @param {string} key  @param {Record<string, unknown>} [gaps]  @returns {string} */
export const say = (key, gaps = {}) =>
  String(words[spoken.code][key]).replace(/\{(\w+)\}/g, (_gap, name) => String(gaps[name] === undefined ? "" : gaps[name]));
