// Bundle the page of the comparison. What enketo needs only for encryption and widgets is left out.
import { build } from "esbuild";

const alias = {
  "enketo/config": "./node_modules/enketo-core/config.js",
  "enketo/widgets": "./no_widgets.js",
  "enketo/translator": "./node_modules/enketo-core/src/js/fake-translator.js",
  "enketo/dialog": "./node_modules/enketo-core/src/js/fake-dialog.js",
  "enketo/file-manager": "./node_modules/enketo-core/src/js/file-manager.js",
  "enketo/xpath-evaluator-binding": "./node_modules/enketo-core/src/js/xpath-evaluator-binding.js",
};

await build({
  entryPoints: ["page.js"], bundle: true, format: "esm", target: "chrome110", external: ["libxslt"], outfile: process.argv[2], alias, logLevel: "error",
  conditions: ["browser"], define: { ENV: '"web"', "process.env.NODE_ENV": '"test"' },
});
