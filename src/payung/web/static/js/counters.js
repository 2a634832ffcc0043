// @ts-check
/** Give every counter a minus and a plus, and say how many there are together. */

/** @param {HTMLFormElement} form  @returns {HTMLInputElement[]} */
const countersOf = (form) => [
  .../** @type {NodeListOf<HTMLInputElement>} */ (
    form.querySelectorAll(".press > input")
  ),
];

/** @param {HTMLInputElement} input  @param {number} by */
const step = (input, by) => {
  const now = Number(input.value) || 0;
  const next = Math.min(Number(input.max), Math.max(0, now + by));
  input.value = next ? String(next) : "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
};

/** @param {HTMLInputElement} input  @param {number} by  @param {string} word */
const button = (input, by, word) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = by < 0 ? "−" : "+";
  const label = input.labels?.[0]?.textContent ?? "";
  made.setAttribute("aria-label", `${word}: ${label}`);
  made.addEventListener("click", () => step(input, by));
  return made;
};

for (const form of document.forms) {
  if (!("counters" in form.dataset)) continue;
  const inputs = countersOf(form);
  const total = /** @type {HTMLOutputElement} */ (form.querySelector("[data-total]"));
  const add = () => {
    total.value = String(inputs.reduce((sum, one) => sum + (Number(one.value) || 0), 0));
  };
  for (const input of inputs) {
    input.before(button(input, -1, form.dataset.less ?? ""));
    input.after(button(input, 1, form.dataset.more ?? ""));
  }
  form.addEventListener("input", add);
  total.hidden = false;
  add();
}
