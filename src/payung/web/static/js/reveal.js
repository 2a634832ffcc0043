// @ts-check
/** Show one sealed field at a time, and hide it again after 20 seconds. */

const SHOWN_MS = 20_000;
/** @type {(() => void) | null} */
let hideShown = null;

/** @param {HTMLFormElement} form  @returns {Promise<string>} the opened text */
const opened = async (form) => {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "text/plain" },
    cache: "no-store",
  });
  if (answer.redirected) location.replace(answer.url); // the lock screen
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
};

/** @param {HTMLFormElement} form  @param {string} text */
const show = (form, text) => {
  if (document.hidden) return; // the phone was put away while we asked
  const output = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  const word = button.textContent;
  hideShown?.();
  output.textContent = text;
  output.hidden = false;
  button.textContent = button.dataset.hide ?? word;
  button.setAttribute("aria-expanded", "true");
  const timer = setTimeout(() => hideShown?.(), SHOWN_MS);
  hideShown = () => {
    clearTimeout(timer);
    output.textContent = "";
    output.hidden = true;
    button.textContent = word;
    button.setAttribute("aria-expanded", "false");
    hideShown = null;
  };
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("reveal" in form.dataset)) return;
  event.preventDefault();
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  if (button.getAttribute("aria-expanded") === "true") {
    hideShown?.();
    return;
  }
  try {
    show(form, await opened(form));
  } catch {
    show(form, button.dataset.again ?? "");
  }
});

const hide = () => hideShown?.();
window.addEventListener("blur", hide);
window.addEventListener("pagehide", hide);
window.addEventListener("payung:leave", hide);
document.addEventListener("visibilitychange", hide);
