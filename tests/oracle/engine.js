// @getodk/xforms-engine: the engine under ODK Web Forms.
import { createInstance } from "@getodk/xforms-engine";

const nameOf = (node) => node.currentState.reference.split("/").pop().replace(/\[\d+\]$/, "");

function find(root, steps) {
  let node = root;
  for (const [name, at] of steps) {
    node = node.currentState.children.find((child) => nameOf(child) === name);
    if (!node) throw new Error(`no ${name}`);
    if (at !== null) node = node.currentState.children[at];
  }
  return node;
}

function set(node, value) {
  if (node.nodeType === "select") return node.selectValues(value ? value.split(" ") : []);
  if (node.nodeType === "rank") return node.setValues(value ? value.split(" ") : []);
  if (node.nodeType === "trigger") return node.setValue(value === "OK");
  return node.setValue(value);
}

export async function begin(xform) {
  const missing = { fetchFormAttachment: async () => new Response("", { status: 404 }), missingResourceBehavior: "BLANK" };
  const { root } = await createInstance(xform, { form: missing });
  return {
    set: ({ steps, value }) => set(find(root, steps), value),
    add: ({ steps }) => {
      const range = find(root, steps);
      range.addInstances(range.currentState.children.length - 1, 1);
    },
    remove: ({ steps, entry }) => find(root, steps).removeInstances(entry, 1),
    xml: async () => (await root.prepareInstancePayload()).data[0].get("xml_submission_file").text(),
    violations: () => root.validationState.violations.map((one) => {
      const found = one.reference;
      return `${found} ${one.violation.condition}`;
    }),
    end: () => {},
  };
}
