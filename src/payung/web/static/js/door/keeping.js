// @ts-check
/** Keep this page and its files on the phone, so that it opens without a network. */

const KEPT = "kept-pages";
const AGAIN_MS = 5_000;
const WEEK_MS = 604_800_000;
let left = false;

/** @typedef {{addresses: string[], forMs: number}} How */

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

/** A kept page lies open: what names somebody or says where is not in it. @param {Document | DocumentFragment} within */
const takeNamesOut = (within) => {
  for (const one of within.querySelectorAll("[data-not-kept],select[data-names] option:not([value=''])")) one.remove();
  for (const one of within.querySelectorAll("template")) takeNamesOut(one.content);
};

/** @param {Response} page @param {number} forMs @returns {Promise<Response>} what is kept of it, and until when */
const copyOf = async (page, forMs) => {
  const copy = new DOMParser().parseFromString(await page.text(), "text/html");
  takeNamesOut(copy);
  const headers = new Headers(page.headers);
  // The text is unpacked by now.
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("X-Kept-Until", String(Date.now() + forMs));
  return new Response(`<!doctype html>${copy.documentElement.outerHTML}`, { headers });
};

/** @param {How} how @returns {Promise<void>} once the page could be opened without a network */
const keepPage = async ({ addresses, forMs }) => {
  const page = await fetch(addresses[0], { cache: "no-store" });
  // A sign-in page is not this page, and asking again would not make it so.
  if (page.redirected) return void (await caches.delete(KEPT));
  if (!page.ok) throw new Error(String(page.status));
  const cache = await caches.open(KEPT);
  await keepFiles(cache);
  const copy = await copyOf(page, forMs);
  for (const address of addresses) if (!left) await cache.put(address, copy.clone());
  if (!left) document.documentElement.dataset.kept = "yes";
};

/** @param {string} worker address of the script that answers where there is no network @param {How} [how] a door: for a week */
export const keep = async (worker, how = { addresses: [location.pathname], forMs: WEEK_MS }) => {
  if (!("serviceWorker" in navigator) || typeof caches === "undefined") return;
  // What was hidden by "Leave" must not open again without signing in; leave.js clears it.
  window.addEventListener("payung:leave", () => (left = true));
  await navigator.serviceWorker.register(worker);
  await navigator.serviceWorker.ready;
  const attempt = () => keepPage(how).catch(() => !left && setTimeout(attempt, AGAIN_MS));
  await attempt();
};
