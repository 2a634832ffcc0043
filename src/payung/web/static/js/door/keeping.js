// @ts-check
/** Keep this page and its files on the phone, so that it opens without a network. */

const KEPT = "kept-pages";
const AGAIN_MS = 5_000;
let left = false;

/** @returns {string[]} every file of ours that this page was made of */
const files = () => {
  const seen = performance.getEntriesByType("resource").map((one) => one.name);
  const named = Array.from(document.querySelectorAll("link[href],script[src],img[src],use"), (one) => {
    const at = one.getAttribute("href") || one.getAttribute("src") || "";
    return new URL(at.split("#")[0], location.href).href;
  });
  const ours = [...seen, ...named].filter((one) => one.startsWith(`${location.origin}/static/`));
  return Array.from(new Set(ours.map((one) => one.split("#")[0])));
};

/** @param {string} address @returns {string} without the digest that stands in a file's name */
const stem = (address) => address.replace(/\.[0-9a-f]{8,}(?=\.\w+$)/, "");

/** @param {Cache} cache */
const keepFiles = async (cache) => {
  const wanted = files();
  const kept = (await cache.keys()).map((one) => one.url);
  await Promise.all(wanted.filter((one) => !kept.includes(one)).map((one) => cache.add(one)));
  // Names of files change with their content: another name of a file we have is an old one.
  // What this page does not ask for may be another page's, which is kept here as well.
  const stems = wanted.map(stem);
  const old = kept.filter((one) => !wanted.includes(one) && stems.includes(stem(one)));
  await Promise.all(old.map((one) => cache.delete(one)));
};

/** @returns {Promise<void>} once the page could be opened without a network */
const keepPage = async () => {
  const page = await fetch(location.pathname, { cache: "no-store" });
  // A sign-in page is not this page, and asking again would not make it so.
  if (page.redirected) return;
  if (!page.ok) throw new Error(String(page.status));
  const cache = await caches.open(KEPT);
  await keepFiles(cache);
  if (left) return;
  await cache.put(location.pathname, page);
  document.documentElement.dataset.kept = "yes";
};

/** @param {string} worker address of the script that answers where there is no network */
export const keep = async (worker) => {
  if (!("serviceWorker" in navigator) || typeof caches === "undefined") return;
  // What was hidden by "Leave" must not open again without signing in.
  window.addEventListener("payung:leave", () => {
    left = true;
    caches.delete(KEPT);
    const { controller } = navigator.serviceWorker;
    if (controller) controller.postMessage("forget");
  });
  await navigator.serviceWorker.register(worker);
  await navigator.serviceWorker.ready;
  const attempt = () => keepPage().catch(() => setTimeout(attempt, AGAIN_MS));
  await attempt();
};
