// @ts-check
/** Tie an input to the words that explain it and to what is wrong with it. */

/** @param {Element} element @param {string|null} ids @param {boolean} wrong */
export function describe(element, ids, wrong) {
  if (ids) element.setAttribute("aria-describedby", ids);
  else element.removeAttribute("aria-describedby");
  if (wrong) element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
}
