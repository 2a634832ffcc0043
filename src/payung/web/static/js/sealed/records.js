// @ts-check
/** A record's key: made here, wrapped to the team, forgotten with the page. */

import {
  Aes256Gcm,
  CipherSuite,
  DhkemP256HkdfSha256,
  HkdfSha256,
  XWing,
} from "../../vendor/hpke.js";
import { aesKey } from "./box.js";
import { context, join, randomBytes, Refused, SUITE_P256, SUITE_XWING } from "./bytes.js";

/** @typedef {import("./bytes.js").Id} Id */
/** @typedef {{record: string, bytes: Uint8Array, aes: CryptoKey}} RecordSecret */
/** @typedef {{team: Id, epoch: number, kem: Uint8Array}} TeamPublic kem: suite byte, key */

const KEMS = { [SUITE_XWING]: XWing, [SUITE_P256]: DhkemP256HkdfSha256 };

/** @returns {string} a random UUID, lower case; older phones lack `randomUUID` */
const newUuid = () => {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

/** @returns {Promise<RecordSecret>} a new record and its key */
export const newRecordSecret = async () => {
  const bytes = randomBytes(32);
  return { record: newUuid(), bytes, aes: await aesKey(bytes) };
};

/**
 * Wrap a record's key to a team's public key (kind P).
 * @param {RecordSecret} secret @param {TeamPublic} team
 * @returns {Promise<Uint8Array>} suite byte, then HPKE output
 */
export const wrapForTeam = async (secret, team) => {
  const byte = team.kem[0];
  const Kem = KEMS[byte];
  if (!Kem) throw new Refused();
  const suite = new CipherSuite({
    kem: new Kem(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const key = team.kem.slice(1).buffer;
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(key),
    info: context("wrap-P", secret.record, team.team, team.epoch),
  });
  const sealed = await sender.seal(secret.bytes);
  return join([Uint8Array.of(byte), new Uint8Array(sender.enc), new Uint8Array(sealed)]);
};
