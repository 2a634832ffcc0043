// @ts-check
/** Answers for pages that were kept, and their files, where there is no network. */

const KEPT = "kept-pages";
const PATIENCE_MS = 5_000;
const PAGES = /^\/(safe\/[^/]+\/door|outreach\/visits\/[0-9a-f-]{36}|circles\/|circles\/(lawyer\/)?[0-9a-f-]{36})$/;
const worker = /** @type {any} */ (self);

/** @param {Response} kept @returns {boolean} */
const isOver = (kept) => !(Number(kept.headers.get("X-Kept-Until")) > Date.now());

/** Take away every page whose time is over, whoever asks for whatever page. */
const tidy = async () => {
  if (!(await caches.has(KEPT))) return;
  const cache = await caches.open(KEPT);
  for (const one of await cache.keys()) {
    const kept = new URL(one.url).pathname.startsWith("/static/") ? undefined : await cache.match(one);
    if (kept && isOver(kept)) await cache.delete(one);
  }
};

/** Forget the pages, and of what was counted all that the server has; what waits stays. */
const forget = async () => {
  await caches.delete(KEPT);
  const known = indexedDB.databases ? await indexedDB.databases() : [];
  if (!known.some((one) => one.name === "daybook-doors")) return;
  await new Promise((done) => {
    const asked = indexedDB.open("daybook-doors");
    asked.onerror = done;
    asked.onsuccess = () => {
      const change = asked.result.transaction(["taps", "counts"], "readwrite");
      change.objectStore("counts").clear();
      change.objectStore("taps").openCursor().onsuccess = (/** @type {any} */ event) => {
        const here = event.target.result;
        if (!here) return;
        if (here.value.sent) here.delete();
        here.continue();
      };
      change.oncomplete = change.onabort = () => done(asked.result.close());
    };
  });
};

/** @param {Request} request @returns {Promise<Response>} */
const page = async (request) => {
  await tidy();
  const kept = await caches.match(new URL(request.url).pathname, { cacheName: KEPT });
  const asked = fetch(request).then(async (answer) => {
    // Led elsewhere: signed out meanwhile. Nothing that was kept may open any more.
    if (answer.type === "opaqueredirect") await caches.delete(KEPT);
    return answer;
  });
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
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(tidy().then(() => worker.clients.claim())));
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "forget") event.waitUntil(forget());
});
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== worker.location.origin) return;
  if (event.request.mode === "navigate" && PAGES.test(pathname)) event.respondWith(page(event.request));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});
