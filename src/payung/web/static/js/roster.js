// @ts-check
/** Drag shifts and names on the roster, by mouse or finger. Each chip is a link too. */

import { heldBy, lifted, under } from "./roster_cells.js";
import { dropOf, hasMoved, scrollAt } from "./roster_drop.js";

const table = /** @type {HTMLElement} */ (document.querySelector("[data-edits]"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("move"));
/** @type {{ from: HTMLElement, at: { x: number, y: number }, ghost: HTMLElement | null } | null} */
let drag = null;
/** @type {Element | null} */
let marked = null;

/** @param {Element | null} [element] */
const mark = (element = null) => {
  marked?.classList.remove("may-drop");
  element?.classList.add("may-drop");
  marked = element;
};

const letGo = () => {
  drag?.ghost?.remove();
  drag?.from.classList.remove("taken-up");
  mark();
  drag = null;
};

/** @param {import("./roster_drop.js").Drop} drop */
const carryOut = ({ kind, fields }) => {
  if (kind === "add") return location.replace(`${table.dataset.add}?${new URLSearchParams(fields)}`);
  for (const [name, value] of Object.entries(fields)) {
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
  }
  form.submit();
};

document.addEventListener("pointerdown", (event) => {
  const target = /** @type {Element} */ (event.target);
  const from = /** @type {HTMLElement | null} */ (target.closest(".chip[data-shift], .name"));
  // A finger that rests on a chip scrolls the page; it drags by the dots, or by a name.
  const takes = event.pointerType === "mouse" || target.closest(".grip, .name");
  if (!from || event.button || !event.isPrimary || !takes) return;
  drag = { from, at: { x: event.clientX, y: event.clientY }, ghost: null };
});

// Also while the finger rests at an edge, so that the page goes on scrolling there.
const follow = () => {
  if (!drag || !drag.ghost) return;
  const { from, ghost, at } = drag;
  ghost.style.transform = `translate(${at.x - 40}px, ${at.y - 24}px)`;
  window.scrollBy(0, scrollAt(at.y, window.innerHeight));
  const found = under(at);
  mark(found && dropOf(heldBy(from), found.place) ? found.seen : null);
  requestAnimationFrame(follow);
};

document.addEventListener("pointermove", (event) => {
  const at = { x: event.clientX, y: event.clientY };
  if (!drag || (!drag.ghost && !hasMoved(drag.at, at))) return;
  drag.at = at;
  if (drag.ghost) return;
  drag.ghost = lifted(drag.from);
  follow();
});

document.addEventListener("pointerup", (event) => {
  if (!drag) return;
  const { from, ghost } = drag;
  const found = ghost && under({ x: event.clientX, y: event.clientY });
  const drop = found ? dropOf(heldBy(from), found.place) : null;
  // The click that ends a drag must not open the chip; without a drag there is none.
  if (ghost) window.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", stop, true));
  letGo();
  if (drop) carryOut(drop);
});

/** @param {Event} event */
const stop = (event) => [event.preventDefault(), event.stopPropagation()];

document.addEventListener("pointercancel", letGo);
document.addEventListener("dragstart", (event) => drag && event.preventDefault());
document.addEventListener("keydown", (event) => event.key === "Escape" && letGo());
