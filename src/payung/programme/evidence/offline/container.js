// @ts-check
/** The one way in which the container of a bundle is written: see docs/reference/bundle.md. */
import { joined, utf8 } from "./bytes.js";

export const LOCAL = 30;
const CENTRAL = 46;

/** @typedef {{ name: string, size: number, start: number, content: number, stop: number, crc: number }} Place */

/** @param {number} value  @param {number} count  @returns {number[]} little end first */
const little = (value, count) => Array.from({ length: count }, (_unused, at) => Math.floor(value / 256 ** at) % 256);

/** @param {Place} place  @returns {number[]} what both headers share */
const shared = ({ crc, size, name }) => [
  ...little(10, 2), 0, 0, 0, 0, 0, 0, ...little(33, 2),
  ...little(crc, 4), ...little(size, 4), ...little(size, 4), ...little(name.length, 2), 0, 0,
];

/** @param {[string, number][]} sizes  @returns {Place[]} one directly behind the other */
export const places = (sizes) => {
  let start = 0;
  return sizes.map(([name, size]) => {
    const content = start + LOCAL + name.length;
    const place = { name, size, start, content, stop: content + size, crc: 0 };
    start = place.stop;
    return place;
  });
};

/** @param {Place} place  @returns {Uint8Array} */
export const localHeader = (place) =>
  joined([Uint8Array.from([0x50, 0x4b, 3, 4, ...shared(place)]), utf8(place.name)]);

/** @param {Place} place  @returns {Uint8Array} */
const centralEntry = (place) =>
  joined([
    Uint8Array.from([0x50, 0x4b, 1, 2, ...little(10, 2), ...shared(place), ...Array(8).fill(0), 0, 0, ...little(place.start, 4)]),
    utf8(place.name),
  ]);

/** @param {Place[]} laid  @returns {{ name: string, start: number, bytes: Uint8Array }[]} the directory and the end */
export const directory = (laid) => {
  const start = laid[laid.length - 1].stop;
  let at = start;
  const parts = laid.map((place) => {
    const part = { name: place.name, start: at, bytes: centralEntry(place) };
    at += CENTRAL + place.name.length;
    return part;
  });
  const count = little(laid.length, 2);
  const end = [0x50, 0x4b, 5, 6, 0, 0, 0, 0, ...count, ...count, ...little(at - start, 4), ...little(start, 4), 0, 0];
  return [...parts, { name: "zip", start: at, bytes: Uint8Array.from(end) }];
};

/** @param {Uint8Array} header  @returns {number[]} the two sizes that a header names */
export const sizesIn = (header) =>
  [18, 22].map((at) => header[at] + header[at + 1] * 256 + header[at + 2] * 65536 + header[at + 3] * 16777216);

/** @param {Uint8Array} header  @returns {number} the checksum that a header names */
export const crcIn = (header) => (header[14] | (header[15] << 8) | (header[16] << 16) | (header[17] << 24)) >>> 0;

/** @param {Uint8Array} there  @param {Uint8Array} expected  @returns {[number, number] | null} first and last difference */
export const difference = (there, expected) => {
  let first = -1;
  let last = -1;
  for (let at = 0; at < Math.min(there.length, expected.length); at += 1) {
    if (there[at] === expected[at]) continue;
    if (first < 0) first = at;
    last = at;
  }
  return first < 0 ? null : [first, last + 1];
};
