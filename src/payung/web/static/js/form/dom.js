// @ts-check
/** Elements, made without a word of HTML in a string. */

/** @typedef {Node | string | null | false | undefined} Part */

/**
 * @param {string} tag "div.f-card"
 * @param {Record<string, any>} [given] properties; "on…" are listeners; "aria-…", "role", "for" and the like are attributes
 * @param {...(Part | Part[])} parts
 * @returns {any} the element
 */
export function h(tag, given = {}, ...parts) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const key of Object.keys(given)) {
    const value = given[key];
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && key.indexOf("-") < 0 && key !== "list") /** @type {any} */ (element)[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  put(element, parts);
  return element;
}

/** @param {Element} element @param {any[]} parts */
function put(element, parts) {
  for (const part of parts)
    if (Array.isArray(part)) put(element, part);
    else if (part !== null && part !== undefined && part !== false && part !== 0) element.append(part);
}

/** @param {Element} element @param {...any} parts in place of what was in it */
export function fillWith(element, ...parts) {
  while (element.firstChild) element.removeChild(element.firstChild);
  put(element, parts);
}

/** Show these and no others, moving as little as can be, so that the field in use keeps its focus. @param {Element} parent @param {Element[]} children */
export function keepInOrder(parent, children) {
  for (const old of Array.from(parent.children)) if (children.indexOf(old) < 0) parent.removeChild(old);
  children.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] || null);
  });
}
