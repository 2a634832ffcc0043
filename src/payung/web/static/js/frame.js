// @ts-check
/** The small moving parts of the frame: the filter sheet and the saved mark. */

const mark = /** @type {HTMLElement | null} */ (document.querySelector(".saved"));
let kept = "saved";

const show = () => {
  if (mark) mark.dataset.state = navigator.onLine ? kept : "offline";
};

window.addEventListener("online", show);
window.addEventListener("offline", show);
// A form says: dispatchEvent(new CustomEvent("payung:kept", { detail: "waiting" })).
window.addEventListener("payung:kept", (event) => {
  kept = /** @type {CustomEvent<string>} */ (event).detail;
  show();
});
show();

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-opens]") : null;
  if (!(button instanceof HTMLElement)) return;
  const sheet = document.getElementById(button.dataset.opens ?? "");
  const open = sheet?.toggleAttribute("data-open") ?? false;
  button.setAttribute("aria-expanded", String(open));
});
