/** What a browser has without asking, and older versions of node do not. */

import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;

export const vectors = (name) =>
  JSON.parse(readFileSync(new URL(`../../spec/sealed/${name}.json`, import.meta.url)));

export const fromHex = (hex) => new Uint8Array(Buffer.from(hex, "hex"));

export const toHex = (bytes) => Buffer.from(bytes).toString("hex");
