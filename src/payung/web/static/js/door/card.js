// @ts-check
/** A card at the door: only the digest of its code is kept, and it may be read by camera. */

const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** @param {string} code however it was typed @returns {Promise<string>} what is kept of it: hex, or "" */
export const digestOf = async (code) => {
  const plain = Array.from(code.toUpperCase()).filter((sign) => SIGNS.includes(sign)).join("");
  if (!plain) return "";
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`payung card ${plain}`));
  return Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
};

/** Offer the camera where this browser reads patterns by itself. @param {HTMLElement} label @param {HTMLInputElement} field */
export const offerCamera = (label, field) => {
  if (!("BarcodeDetector" in window)) return;
  label.hidden = false;
  const input = /** @type {HTMLInputElement} */ (label.querySelector("input"));
  input.addEventListener("change", async () => {
    const [picture] = input.files || [];
    if (!picture) return;
    const reader = new /** @type {any} */ (window).BarcodeDetector({ formats: ["qr_code"] });
    const [found] = await reader.detect(await createImageBitmap(picture)).catch(() => []);
    // The picture is never kept: what it may show beside the card is nobody's business.
    input.value = "";
    if (found) field.value = found.rawValue;
    field.focus();
  });
};
