// @ts-check
/** What the page tells: one line above the form, read aloud by screen readers. */

const told = /** @type {HTMLElement} */ (document.getElementById("told"));

/** @param {string} sentence @param {string} [kind] "warning" */
const line = (sentence, kind = "") => {
  const message = document.createElement("p");
  message.className = `message ${kind}`;
  const words = document.createElement("span");
  words.textContent = sentence;
  message.append(words);
  return message;
};

/** @param {string} word @param {() => void} deed */
const button = (word, deed) => {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "button quiet";
  one.textContent = word;
  one.addEventListener("click", deed);
  return one;
};

/** @param {string} sentence @param {string} [kind] */
export const say = (sentence, kind = "") => told.replaceChildren(line(sentence, kind));

/** @param {string} sentence @param {string} accept @returns {Promise<void>} once she has accepted */
export const ask = (sentence, accept) =>
  new Promise((keep) => {
    told.replaceChildren(line(sentence, "warning"), button(accept, () => keep()));
    told.scrollIntoView();
  });

/**
 * Say what became of the note just written, and what else still lies here.
 * @param {import("./outbox.js").Waiting[]} waiting @param {import("./outbox.js").Outcome | undefined} outcome
 * @param {Record<string, string>} words @param {() => void} again
 */
export const sayKept = (waiting, outcome, words, again) => {
  if (!waiting.length) return told.replaceChildren();
  window.dispatchEvent(new CustomEvent("payung:kept", { detail: "waiting" }));
  const aside = waiting.filter((one) => one.problem);
  const lines = aside.map((one) => line(`${words.set_aside} ${one.problem}`, "warning"));
  if (aside.length < waiting.length) lines.unshift(line(outcome?.is === "signed_out" ? words.signed_out : words.waiting));
  return told.replaceChildren(...lines, button(words.send_again, again));
};
