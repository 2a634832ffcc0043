// @ts-check
/** Bytes, their spelling, and what they belong to. Format: docs/reference/envelope.md */

/** @typedef {string | number} Id names a team, a record, a draft */

export const SUITE_XWING = 1;
export const SUITE_P256 = 2;

const encoder = new TextEncoder();

/** What does not open or does not fit; why is never said. */
export class Refused extends Error {
  constructor() {
    super("This could not be opened.");
    this.name = "Refused";
  }
}

/** @param {string} text @returns {Uint8Array} */
export const utf8 = (text) => encoder.encode(text);

/** @param {Uint8Array} bytes @returns {string} refused if it is not UTF-8 */
export const fromUtf8 = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused();
  }
};

/** @param {readonly Uint8Array[]} parts @returns {Uint8Array} */
export const join = (parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/**
 * Label and names, each behind its length in two bytes, big end first.
 * @param {string} label @param {readonly Id[]} names @returns {Uint8Array}
 */
export const context = (label, ...names) =>
  join(
    [`payung/1/${label}`, ...names].flatMap((name) => {
      const part = utf8(String(name));
      if (part.length > 0xffff) throw new Refused();
      return [Uint8Array.of(part.length >> 8, part.length & 255), part];
    }),
  );

/** @param {Uint8Array} bytes @returns {string} base64url without padding */
export const toText = (bytes) => {
  let binary = "";
  // In slices: spreading a long array into a call overflows the stack.
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
};

/** @param {string} text base64url without padding @returns {Uint8Array} or refused */
export const fromText = (text) => {
  try {
    const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    if (toText(bytes) === text) return bytes;
  } catch {
    // Falls through to the one refusal.
  }
  throw new Refused();
};

/** @param {number} count @returns {Uint8Array} bytes nobody can foretell */
export const randomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));
