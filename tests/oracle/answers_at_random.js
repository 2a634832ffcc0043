// Answers that fit their questions, drawn from a generator with a seed.

const DAY = 86400000;
export const pick = (random, list) => list[Math.floor(random() * list.length)];
const WORDS = ["", "a", "Maya", "12", "3.5", "yes", "R-7 x", "ढाका", "no answer", "0"];

function moment(random) {
  const far = random() < 0.3 ? 400 : 6;
  return new Date(Date.now() + Math.floor((random() * 2 - 1.6) * far * DAY / 60000) * 60000);
}
const pad = (n, w = 2) => String(n).padStart(w, "0");
const day = (d) => `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}`;
const clock = (d) => `${pad(d.getHours())}:${pad(d.getMinutes())}:00.000+05:45`;

export const ANSWERS = {
  text: (r) => pick(r, WORDS),
  integer: (r) => pick(r, ["", "0", "1", "2", "3", "17", "18", "40", "-1"]),
  decimal: (r) => pick(r, ["", "0", "0.1", "1.5", "36.6", "120", "99.99"]),
  date: (r) => (r() < 0.1 ? "" : day(moment(r))),
  time: (r) => (r() < 0.1 ? "" : clock(moment(r))),
  dateTime: (r) => { const d = moment(r); return r() < 0.1 ? "" : `${day(d)}T${clock(d)}`; },
  acknowledge: (r) => pick(r, ["", "OK"]),
  select_one: (r, values) => (r() < 0.05 ? "" : pick(r, values) || ""),
  select_multiple: (r, values) => values.filter(() => r() < Math.min(0.5, 3 / values.length)).join(" "),
};
