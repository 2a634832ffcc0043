// @ts-check
/** What stands in a form, taken out and put back. */

/** @typedef {[string, string][]} Fields */

/** @param {HTMLFormElement} form @returns {Fields} */
export const fieldsOf = (form) => Array.from(new FormData(form), ([name, value]) => [name, String(value)]);

/** @param {HTMLFormElement} form @param {Fields} fields those it does not have are left alone */
export const fill = (form, fields) => {
  for (const one of /** @type {Iterable<any>} */ (form.elements)) {
    const values = fields.filter(([name]) => name === one.name).map(([, value]) => value);
    if (one.type === "checkbox" || one.type === "radio") one.checked = values.includes(one.value);
    else if (one.name && one.name !== "csrfmiddlewaretoken") one.value = values[0] || "";
  }
};
