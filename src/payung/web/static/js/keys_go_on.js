// @ts-check
/** While a team's key changes: ask for the next bit until all is done. */

const EVERY_MS = 4000;
const csrf = /** @type {HTMLInputElement} */ (document.querySelector("[data-leave] [name=csrfmiddlewaretoken]")).value;
let left = false;

const goOn = async () => {
  const place = document.getElementById("changing-keys");
  const address = place?.dataset.goOn;
  if (!place || !address || left) return;
  const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": csrf }, cache: "no-store" });
  // 204: another member has to do it. Led elsewhere: the keys are locked.
  if (!answer.ok || answer.redirected || answer.status === 204) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const told = page.getElementById("changing-keys");
  if (!told || left) return;
  place.replaceWith(document.adoptNode(told));
  setTimeout(() => void goOn().catch(again), EVERY_MS);
};

/** Without a connection it goes on later. */
const again = () => void setTimeout(() => void goOn().catch(again), EVERY_MS);

window.addEventListener("payung:leave", () => (left = true));
goOn().catch(again);
