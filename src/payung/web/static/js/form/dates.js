// @ts-check
/** Days, moments and times of day as ODK writes them; the time zone is the device's. */

const DAY = 86400000;
const DATE = /^(\d{4})-(\d\d?)-(\d\d?)$/;
const MOMENT = /^(\d{4})-(\d\d?)-(\d\d?)T(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?$/;
const TIME = /^(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?$/;

/** @param {number} number @param {number} [width] */
export const pad = (number, width = 2) => String(number).padStart(width, "0");

/** @param {string} zone "Z", "+05:45" @returns {number} minutes east of Greenwich */
function zoneMinutes(zone) {
  if (zone === "Z") return 0;
  const digits = zone.slice(1).replace(":", "");
  return (zone[0] === "-" ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

/** @param {string[]} part */
function moment(part) {
  const [, year, month, day, hour, minute, second, fraction, zone] = part;
  const ms = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
  const when = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second || 0), ms];
  // @ts-ignore  seven numbers are what both constructors take
  return zone ? new Date(Date.UTC(...when) - zoneMinutes(zone) * 60000) : new Date(...when);
}

/** @param {string} text a day or a moment @returns {Date|null} a day begins at its midnight on this device */
export function readDate(text) {
  const day = DATE.exec(text);
  if (!day) {
    const part = MOMENT.exec(text);
    return part && Number(part[2]) <= 12 && Number(part[4]) <= 24 ? moment(part) : null;
  }
  const found = new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]));
  return found.getDate() === Number(day[3]) ? found : null;
}

/** @param {string} text @returns {number} days since 1970-01-01T00:00Z, or NaN */
export function momentNumber(text) {
  const date = readDate(text);
  return date ? date.getTime() / DAY : NaN;
}

/** @param {number} days @returns {Date} */
export const dateFromNumber = (days) => new Date(Math.round(days * DAY));

/** @param {string} text "14:30" or "14:30:00.000+05:45" @returns {number} part of a day gone, on this device's clock */
export function timeNumber(text) {
  const part = TIME.exec(text);
  return part ? (Number(part[1]) * 3600 + Number(part[2]) * 60 + Number(part[3] || 0)) / 86400 : NaN;
}

/** @param {Date} date @returns {string} "2026-11-25" */
export const dayText = (date) => `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

/** @param {Date} date @returns {string} "+05:45" as it was on that day */
export function zoneText(date) {
  const east = -date.getTimezoneOffset();
  const size = Math.abs(east);
  return `${east < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** @param {Date} date @returns {string} "14:30:00.000+05:45" */
export const timeText = (date) =>
  `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}${zoneText(date)}`;

/** @param {Date} date @returns {string} "2026-11-25T14:30:00.000+05:45" */
export const momentText = (date) => `${dayText(date)}T${timeText(date)}`;

/** @type {Record<string, (d: Date, name: (o: object) => string) => string>} */
const MARKS = {
  Y: (d) => pad(d.getFullYear(), 4), y: (d) => pad(d.getFullYear() % 100),
  m: (d) => pad(d.getMonth() + 1), n: (d) => String(d.getMonth() + 1), b: (_, name) => name({ month: "short" }),
  B: (_, name) => name({ month: "long" }),
  d: (d) => pad(d.getDate()), e: (d) => String(d.getDate()), a: (_, name) => name({ weekday: "short" }),
  A: (_, name) => name({ weekday: "long" }), W: (d) => String(d.getDay()), w: (d) => String(d.getDay()),
  H: (d) => pad(d.getHours()), h: (d) => String(d.getHours()), M: (d) => pad(d.getMinutes()),
  S: (d) => pad(d.getSeconds()), 3: (d) => pad(d.getMilliseconds(), 3), "%": () => "%",
};

/** @param {Date} date @param {string} format "%d %b %Y" @param {string} language @returns {string} */
export function formatDate(date, format, language) {
  const locale = /^[a-z]{2,3}$/.test(language) ? `${language}-u-nu-latn` : "en";
  /** @param {object} options */
  const name = (options) => new Intl.DateTimeFormat(locale, options).format(date);
  return format.replace(/%(.)/g, (whole, mark) => (mark in MARKS ? MARKS[mark](date, name) : whole));
}
