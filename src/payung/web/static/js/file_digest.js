// @ts-check
/** Take the digest of a chosen file on this device, before it is on its way anywhere. */

const file = /** @type {HTMLInputElement | null} */ (document.querySelector("input[type=file][name=file]"));
const digest = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=digest]"));

/** @param {File} chosen  @returns {Promise<string>} SHA-256 in hex */
const digestOf = async (chosen) => {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** @type {Promise<void>} */
let taken = Promise.resolve();

const take = () => {
  const chosen = file && file.files ? file.files[0] : undefined;
  if (!digest || !crypto.subtle) return;
  digest.value = "";
  if (!chosen) return;
  taken = digestOf(chosen).then(
    (hex) => {
      // Another may have been chosen while this one was read.
      if (file && file.files && file.files[0] === chosen) digest.value = hex;
    },
    () => {}, // Too large for this phone: the server takes the digest, and says so.
  );
};

if (file && digest && file.form) {
  const { form } = file;
  let ready = false;
  file.addEventListener("change", take);
  form.addEventListener("submit", (event) => {
    if (ready) return;
    event.preventDefault();
    void taken.then(() => {
      ready = true;
      form.submit();
    });
  });
  take(); // A browser that came back may still hold what was chosen.
}
