// @ts-check
/** Pictures, recordings and files. A picture is drawn anew, smaller: that leaves out where and when it was taken. */
import { describe } from "./described.js";
import { h } from "./dom.js";
import { uuid } from "./functions_texts.js";

/** @type {Record<string, string>} */
const ACCEPTS = { image: "image/*", audio: "audio/*", video: "video/*", file: "*/*" };
const SIDE = 1600;

/** @param {number} width @param {number} height @param {number} most @returns {[number, number]} no side longer than most */
export function fitted(width, height, most) {
  const by = Math.min(1, most / Math.max(width, height));
  return [Math.max(1, Math.round(width * by)), Math.max(1, Math.round(height * by))];
}

/** @param {Blob} file @param {number} most @returns {Promise<Blob>} a JPEG without the camera's notes */
export async function redrawn(file, most) {
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(picture.width, picture.height, most);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((keep, refuse) =>
    canvas.toBlob((blob) => (blob ? keep(blob) : refuse(new Error("The picture could not be redrawn."))), "image/jpeg", 0.82));
}

/** The phone's own file name can hold a person's name, so none of it is kept. @param {File} file @param {() => number} random */
function newName(file, random) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(file.name);
  return `${uuid(random)}.${ending ? ending[1].toLowerCase() : "bin"}`;
}

/** @param {import("./field.js").Desk} desk @param {import("./types.js").Node} node @param {string} id @returns {import("./field.js").Input} */
export function fileInput(desk, node, id) {
  const type = (node.def && node.def.type) || "file";
  const kept = h("p.f-hint", { "aria-live": "polite" });
  const input = h("input.f-file-input", { id: `${id}-input`, type: "file", accept: ACCEPTS[type], onchange: () => take(input.files[0]) });
  const away = h("button.f-small", { type: "button", onclick: () => replace("", null) }, desk.ui("file_remove"));

  /** @param {string} name @param {Blob|null} file */
  const replace = (name, file) => {
    if (node.value) desk.onFile(node.value, null);
    if (file) desk.onFile(name, file);
    input.value = "";
    desk.changed(node, name);
  };
  /** @param {File|undefined} file */
  const take = async (file) => {
    if (!file) return;
    if (type !== "image") return replace(newName(file, desk.session.random), file);
    try {
      const most = Number((node.def && node.def.parameters && node.def.parameters["max-pixels"]) || SIDE);
      replace(`${uuid(desk.session.random)}.jpg`, await redrawn(file, most));
    } catch (unreadable) {
      kept.textContent = desk.ui("photo_fails");
    }
  };
  const refresh = () => {
    kept.textContent = node.value ? desk.ui("file_kept", { name: node.value.slice(0, 8) }) : type === "image" ? desk.ui("photo_note") : "";
    away.hidden = !node.value || !!node.locked;
    input.disabled = !!node.locked;
  };
  const button = h("label.f-button.f-file", { for: `${id}-input` }, desk.ui(type === "image" ? "photo" : type));
  return {
    element: h("div.f-files", {}, input, button, kept, away), refresh,
    describe: (ids, wrong) => describe(input, ids, wrong),
  };
}
