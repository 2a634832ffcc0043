// Enketo Core with its own transformer: the form is given an answer as a person would give it, and asked what it would send.
import $ from "jquery";
import { Form } from "enketo-core";
import { transform } from "enketo-transformer/web";

const XML = { integer: "int", decimal: "decimal", date: "date", time: "time", dateTime: "datetime", select_multiple: "select" };

export async function begin(xform) {
  const { form: html, model } = await transform({ xform });
  const holder = document.createElement("div");
  holder.innerHTML = html;
  document.body.append(holder);
  const form = new Form(holder.querySelector("form.or"), { modelStr: model, external: [] }, { language: "default" });
  const errors = form.init();
  if (errors.length) throw new Error(errors.join("; ").slice(0, 300));
  const repeatInfo = (path, at) => holder.querySelectorAll(`.or-repeat-info[data-name="${path}"]`)[at];
  return {
    set: ({ path, at, value, type }) => {
      const control = /^select/.test(type) ? form.input.find(path, at) : null;
      if (control && value) {
        const changed = form.input.setVal(control, value, null);
        changed.dispatchEvent(new Event("change", { bubbles: true }));
      } else {
        if (control) form.input.setVal(control, "", null);
        form.model.node(path, at).setVal(value, XML[type] || "string");
        const shown = form.input.find(path, at);
        if (shown) shown.dispatchEvent(new CustomEvent("xforms-value-changed", { bubbles: true, detail: { repeatIndex: at } }));
      }
    },
    add: ({ path, parentAt }) => form.repeats.add(repeatInfo(path, parentAt), 1),
    remove: ({ path, at }) => {
      const repeat = holder.querySelectorAll(`.or-repeat[name="${path}"]`)[at];
      form.repeats.remove($(repeat));
    },
    xml: () => form.getDataStr({ irrelevant: false }),
    end: () => (form.resetView(), holder.remove()),
  };
}
