// @ts-check
/** Functions about yes and no, and about choices. Each takes expressions, not values: some must not be worked out. */
import { asBoolean, asNumber, asText } from "./coerce.js";
import { plainWords } from "./words.js";

/** @typedef {Record<string, (args: any[], where: import("./types.js").Where, evaluate: any) => any>} Functions */

/** @param {string} text @returns {string[]} */
export const tokens = (text) => text.split(/\s+/).filter((one) => one !== "");

/** @param {import("./types.js").Value[]} values node sets among them are spread */
const truths = (values) =>
  [].concat(.../** @type {any} */ (values.map((value) => (Array.isArray(value) ? value.map((n) => [n]) : value))))
    .map((value) => (Array.isArray(value) ? asNumber(value) > 0 || asText(value) === "true" : asBoolean(value)));

/** @param {number} count @param {number} least @param {number} most minus one: no such end */
const between = (count, least, most) => (least < 0 || count >= least) && (most < 0 || count <= most);

/** @type {Functions} */
export const CHOOSING = {
  true: () => true,
  false: () => false,
  not: ([one], where, evaluate) => !asBoolean(evaluate(one, where)),
  boolean: ([one], where, evaluate) => asBoolean(evaluate(one, where)),
  "boolean-from-string": ([one], where, evaluate) => /^(true|1)$/i.test(asText(evaluate(one, where))),

  if: ([test, yes, no], where, evaluate) => evaluate(asBoolean(evaluate(test, where)) ? yes : no, where),
  coalesce: (args, where, evaluate) => {
    const values = args.map((/** @type {any} */ one) => asText(evaluate(one, where)));
    return values.find((/** @type {string} */ one) => one !== "") || "";
  },
  once: ([one], where, evaluate) => where.current.value || asText(evaluate(one, where)),
  depends: ([one], where, evaluate) => evaluate(one, where),

  checklist: ([least, most, ...rest], where, evaluate) => {
    const yes = truths(rest.map((one) => evaluate(one, where))).filter(Boolean).length;
    return between(yes, asNumber(evaluate(least, where)), asNumber(evaluate(most, where)));
  },
  "weighted-checklist": ([least, most, ...rest], where, evaluate) => {
    const values = rest.map((one) => evaluate(one, where));
    const yes = truths(values.filter((_, at) => at % 2 === 0));
    /** @type {number[]} */
    const weights = /** @type {number[]} */ ([]).concat(
      .../** @type {any} */ (
        values.filter((_, at) => at % 2 === 1)
          .map((value) => (Array.isArray(value) ? value.map((n) => asNumber([n])) : asNumber(value)))
      ),
    );
    const sum = yes.reduce((total, one, at) => total + (one ? weights[at] || 0 : 0), 0);
    return between(sum, asNumber(evaluate(least, where)), asNumber(evaluate(most, where)));
  },

  selected: ([list, one], where, evaluate) =>
    asText(evaluate(list, where)).split(/\s+/).indexOf(asText(evaluate(one, where)).trim()) >= 0,
  "selected-at": ([list, index], where, evaluate) =>
    tokens(asText(evaluate(list, where)))[asNumber(evaluate(index, where))] || "",
  "count-selected": ([list], where, evaluate) => tokens(asText(evaluate(list, where))).length,
  "jr:choice-name": ([one, list], where, evaluate) => {
    const value = asText(evaluate(one, where));
    const items = where.session.compiled.lists[asText(evaluate(list, where)).trim()] || [];
    const item = items.find((other) => other.value === value);
    return item ? plainWords(where.session, item.label) || item.value : "";
  },
  // A number is a place in the strings; a choice's label, looked up, is words already.
  "jr:itext": ([one], where, evaluate) => {
    const value = evaluate(one, where);
    return typeof value === "number" ? plainWords(where.session, value) : asText(value);
  },
};
