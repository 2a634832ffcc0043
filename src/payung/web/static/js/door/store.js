// @ts-check
/** What this phone keeps of a door: its taps, and the counters as they were last heard. */

/**
 * @typedef {object} Tap  one tap; it names nobody
 * @property {string} id
 * @property {string} site
 * @property {string} day   the room's day, as this phone sees it
 * @property {number} at    milliseconds by this phone's clock
 * @property {string} what  "visit", "service", "word" or "back"
 * @property {string} code
 * @property {string=} reason
 * @property {string=} tap   the one that this takes back
 * @property {string=} card  the digest of a card
 * @property {boolean=} sent
 * @property {string=} problem  a sentence: it is not tried again by itself
 */
/** @typedef {{day: string, at: number, visits: Record<string, number>, services: Record<string, number>, closed: string}} Counts */

const NAME = "daybook-doors";
/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
const database = () => {
  if (opened) return opened;
  opened = new Promise((keep, refuse) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("taps", { keyPath: "id" }).createIndex("site", "site");
      request.result.createObjectStore("counts");
    };
    request.onerror = () => refuse(request.error);
    request.onsuccess = () => {
      // Browsers close it under pressure: the next use opens it again.
      request.result.onclose = () => (opened = null);
      request.result.onversionchange = () => request.result.close();
      keep(request.result);
    };
  });
  opened.catch(() => (opened = null));
  return opened;
};

/**
 * Do all of it or nothing; what is asked for is answered once it lies on the disk.
 * @template T @param {IDBTransactionMode} mode
 * @param {(taps: IDBObjectStore, counts: IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T | undefined>}
 */
const within = async (mode, work) => {
  const change = (await database()).transaction(["taps", "counts"], mode);
  const done = new Promise((keep, refuse) => {
    change.oncomplete = keep;
    change.onabort = change.onerror = () => refuse(change.error);
  });
  const asked = work(change.objectStore("taps"), change.objectStore("counts"));
  await done;
  return asked ? asked.result : undefined;
};

/** @param {Tap} tap */
export const keep = (tap) => within("readwrite", (taps) => taps.add(tap));

/** @param {string} site @returns {Promise<Tap[]>} oldest first */
export const tapsOf = async (site) => {
  const found = await within("readonly", (taps) => taps.index("site").getAll(site));
  return (found || []).sort((a, b) => a.at - b.at);
};

/** @param {string} site @returns {Promise<Counts | undefined>} */
export const countsOf = (site) => within("readonly", (_taps, counts) => counts.get(site));

/** Keep what was counted last: answers overtake each other. @param {IDBObjectStore} all @param {string} site @param {Counts} counts */
const keepLater = (all, site, counts) => {
  const before = all.get(site);
  before.onsuccess = () => {
    if (!before.result || before.result.at <= counts.at) all.put(counts, site);
  };
};

/** @param {string} site @param {Counts} counts the newest the server said */
export const heard = (site, counts) => within("readwrite", (_taps, all) => keepLater(all, site, counts));

/**
 * Note in one step what the server keeps and counts: apart, a tap would count twice or not at all.
 * @param {string} site @param {Tap[]} batch @param {{stored: string[], refused: Record<string, string>, counts: Counts}} answer
 */
export const settle = (site, batch, answer) =>
  within("readwrite", (taps, counts) => {
    keepLater(counts, site, answer.counts);
    for (const tap of batch) {
      const problem = answer.refused[tap.id];
      if (problem) taps.put({ ...tap, problem });
      else if (answer.stored.includes(tap.id)) taps.put({ ...tap, sent: true });
    }
  });

/** @param {Tap[]} old taps that are sent and can be undone no more */
export const forget = (old) => within("readwrite", (taps) => old.forEach((tap) => taps.delete(tap.id)));
