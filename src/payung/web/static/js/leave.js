// @ts-check
/** Leave at once: blank the page, lock the keys, go to a harmless site. */

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-leave]"));
const { leaveTo, leftMark = "", locked } = document.body.dataset;
const PATIENCE_MS = 1500;
// As long as a session lives on the server: see SESSION_COOKIE_AGE.
const SESSION_S = 36_000;
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("left");

/** Take everything off the screen before anything slower happens. */
const blank = () => {
  document.title = " ";
  document.body.hidden = true;
  document.documentElement.style.background = "#fff";
};

/** Pages that open without a network must not open without signing in. */
const takeAway = () => {
  if (window.caches) caches.delete("kept-pages");
  if (!navigator.serviceWorker) return;
  // The workers live on when this page is gone: they clear what needs more time.
  navigator.serviceWorker.getRegistrations().then((all) => {
    for (const one of all) if (one.active) one.active.postMessage("forget");
  });
};

/** Tell other modules to forget keys and drafts they hold in memory. */
const forget = () => {
  window.dispatchEvent(new Event("payung:leave"));
  takeAway();
};

/** Without a network nobody hears of it: the next thing this browser asks will say so. */
const mark = () => {
  const secure = leftMark.startsWith("__Host-") ? "; Secure" : "";
  document.cookie = `${leftMark}=1; Path=/; Max-Age=${SESSION_S}; SameSite=Strict${secure}`;
};

const goAway = () => {
  document.body.textContent = "";
  location.replace(/** @type {string} */ (leaveTo));
};

const leave = () => {
  const answers = new FormData(form);
  blank();
  mark();
  if (tabs) tabs.postMessage("left");
  forget();
  navigator.sendBeacon(form.action, answers);
  goAway();
};

// What another page of ours shows is as much to be seen as this one.
if (tabs)
  tabs.onmessage = () => {
    blank();
    window.dispatchEvent(new Event("payung:leave"));
    goAway();
  };

form.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});

/** @type {number[]} */
let presses = [];
window.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    presses = [...presses.filter((at) => event.timeStamp - at < PATIENCE_MS), event.timeStamp];
    if (presses.length >= 3) leave();
  },
  true,
);

// One history entry for the whole visit, so that Back has nothing to show.
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || (link.hash && link.pathname === location.pathname)) return;
  event.preventDefault();
  location.replace(link.href);
});

// A page kept by the browser for Back must not flash before the lock screen.
window.addEventListener("pagehide", () => {
  document.body.hidden = true;
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace(/** @type {string} */ (locked));
});

// Who is asked to sign in was signed out, here or elsewhere.
if (!document.body.classList.contains("framed") && document.querySelector("[name=handle]")) takeAway();
