// @ts-check
/** Show one sealed picture for a while: it is never an address that a browser keeps. */

const SHOWN_MS = 60_000;
const place = /** @type {HTMLElement} */ (document.querySelector("[data-picture]"));
const button = /** @type {HTMLButtonElement} */ (place.querySelector("button"));
const output = /** @type {HTMLOutputElement} */ (place.querySelector("output"));
const word = button.textContent;
let address = "";
let timer = 0;

const hide = () => {
  clearTimeout(timer);
  if (address) URL.revokeObjectURL(address);
  address = "";
  output.replaceChildren();
  output.hidden = true;
  button.textContent = word;
  button.setAttribute("aria-expanded", "false");
};

/** @param {Node} what */
const show = (what) => {
  output.replaceChildren(what);
  output.hidden = false;
  button.textContent = button.dataset.hide ?? word;
  button.setAttribute("aria-expanded", "true");
  timer = setTimeout(hide, SHOWN_MS);
};

const open = async () => {
  const answer = await fetch(place.dataset.picture ?? "", { cache: "no-store" });
  if (answer.redirected) return location.replace(answer.url); // the lock screen
  if (!answer.ok) throw new Error(String(answer.status));
  const blob = await answer.blob();
  if (document.hidden) return undefined; // the phone was put away while we asked
  address = URL.createObjectURL(blob);
  const image = new Image();
  image.alt = button.dataset.name ?? "";
  image.src = address;
  return show(image);
};

button.addEventListener("click", () => {
  if (button.getAttribute("aria-expanded") === "true") return hide();
  return open().catch(() => show(document.createTextNode(button.dataset.again ?? "")));
});
for (const event of ["blur", "pagehide", "payung:leave"]) window.addEventListener(event, hide);
document.addEventListener("visibilitychange", hide);
place.hidden = false;
