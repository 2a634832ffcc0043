// @ts-check
/** What this phone keeps: sealed drafts, sealed notes waiting to go, and known keys. */

const NAME = "daybook";
const STORES = ["drafts", "outbox", "files", "pins"];
/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  new Promise((keep, refuse) => {
    request.onsuccess = () => keep(request.result);
    request.onerror = () => refuse(request.error);
  });

/** @returns {Promise<IDBDatabase>} */
const database = () => {
  if (opened) return opened;
  opened = new Promise((keep, refuse) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store);
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

/** @param {string} store @param {IDBTransactionMode} mode @param {(rows: IDBObjectStore) => IDBRequest} ask */
const within = async (store, mode, ask) => {
  const change = (await database()).transaction(store, mode);
  const done = new Promise((keep, refuse) => {
    change.oncomplete = keep;
    change.onabort = change.onerror = () => refuse(change.error);
  });
  const found = await answer(ask(change.objectStore(store)));
  await done;
  return found;
};

/** @param {string} store @param {string} key @returns {Promise<any>} undefined where nothing is kept */
export const get = (store, key) => within(store, "readonly", (rows) => rows.get(key));

/** @param {string} store @param {string} key @param {any} value */
export const put = (store, key, value) => within(store, "readwrite", (rows) => rows.put(value, key));

/** @param {string} store @param {string} key */
export const remove = (store, key) => within(store, "readwrite", (rows) => rows.delete(key));

/** @param {string} store @returns {Promise<any[]>} */
export const all = (store) => within(store, "readonly", (rows) => rows.getAll());

/** @param {string} store @returns {Promise<string[]>} */
export const names = (store) => within(store, "readonly", (rows) => rows.getAllKeys());

/** Ask the browser not to throw this away when the phone is full. */
export const askToStay = async () => {
  if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
};
