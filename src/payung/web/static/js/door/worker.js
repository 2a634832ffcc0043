// @ts-check
/** Answers for the door's page and its files where there is no network. */

const KEPT = "kept-pages";
const PATIENCE_MS = 5_000;
const DOOR = /^\/(safe\/[^/]+\/door|outreach\/visits\/[0-9a-f-]{36})$/;
const worker = /** @type {any} */ (self);

/** @param {Request} request @returns {Promise<Response>} */
const page = async (request) => {
  const kept = await caches.match(new URL(request.url).pathname, { cacheName: KEPT });
  const asked = fetch(request);
  if (!kept) return asked;
  // A network that never answers is none: whoever stands at the door cannot wait.
  const late = new Promise((keep) => setTimeout(() => keep(kept), PATIENCE_MS));
  return Promise.race([asked.catch(() => kept), late]);
};

/** @param {Request} request @returns {Promise<Response>} */
const file = async (request) => {
  const kept = await caches.match(request.url.split("#")[0], { cacheName: KEPT });
  return fetch(request).catch(() => kept || Response.error());
};

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "forget") event.waitUntil(caches.delete(KEPT));
});
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== worker.location.origin) return;
  if (event.request.mode === "navigate" && DOOR.test(pathname)) event.respondWith(page(event.request));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});
