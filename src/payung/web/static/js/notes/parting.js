// @ts-check
/** Part answers as the coding table says: what is coded, and what is sealed in which group. */

/** @typedef {{[name: string]: any}} Answers */
/** @typedef {{identity: Record<string, string>, contact: Record<string, string>,
 *   story: Record<string, string>, details: Record<string, string>}} Groups */

/**
 * Yield each answer as [path, bare path, text]; entries count from 1.
 * @param {Answers} answers @param {string} [path] @param {string} [bare]
 * @returns {Generator<[string, string, string]>}
 */
function* leaves(answers, path = "", bare = "") {
  for (const [name, value] of Object.entries(answers)) {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at += 1)
        yield* leaves(value[at], `${path}${name}[${at + 1}]/`, `${bare}${name}/`);
    } else if (value && typeof value === "object") yield* leaves(value, `${path}${name}/`, `${bare}${name}/`);
    else if (value) yield [path + name, bare + name, String(value)];
  }
}

/** @param {Answers} answers @param {string} path "perp[1]/ptype" @param {string} text */
const place = (answers, path, text) => {
  const steps = path.split("/");
  let here = answers;
  for (const step of steps.slice(0, -1)) {
    const [, name, number] = /** @type {RegExpExecArray} */ (/^([^[]+)(?:\[(\d+)\])?$/.exec(step));
    if (!(name in here)) here[name] = number ? [] : {};
    if (!number) here = here[name];
    else {
      const entries = here[name];
      while (entries.length < Number(number)) entries.push({});
      here = entries[Number(number) - 1];
    }
  }
  here[steps[steps.length - 1]] = text;
};

/** A moment as the form writes it: the report keeps its day only, so its minute is sealed as well. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * Part the answers. What the table does not know is sealed: nothing unknown lies open.
 * @param {Answers} answers @param {Record<string, string>} keep by bare path
 * @returns {{coded: Answers, groups: Groups}}
 */
export const part = (answers, keep) => {
  /** @type {Answers} */
  const coded = {};
  /** @type {Groups} */
  const groups = { identity: {}, contact: {}, story: {}, details: {} };
  for (const [path, bare, text] of leaves(answers)) {
    const where = keep[bare] ?? "details";
    if (where === "coded") {
      place(coded, path, text);
      if (MOMENT.test(text)) groups.details[path] = text;
    } else if (where !== "drop") groups[/** @type {keyof Groups} */ (where)][path] = text;
  }
  return { coded, groups };
};
