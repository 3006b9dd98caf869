import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageFile } from "./packageFile.js";
import { scriptValue } from "./scriptValue.js";

/** What makes a figure interactive in a page that runs scripts. */
export interface Enhancer {
  /** Function expression `(root, data, about) => void` in plain ES2020, run once for each copy of the figure; `about` is the provenance line. */
  readonly script: string;
  readonly data: unknown;
  readonly library?: "chart.js";
}

/** Keeps a script text from ending its element or opening a comment in it. Strings may hold `<\/`, code never `</`. */
function inline(text: string): string {
  return `<script>${text.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--")}</script>`;
}

/**
 * The one inline script of a figure. It finds its element by attribute (Jupyter gives no `currentScript`),
 * works on every copy on the page once, and leaves the still form alone when it fails.
 */
export function enhancerScript(id: string, enhancer: Enhancer, about: string): string {
  return inline(
    `(function(){"use strict";var id=${scriptValue(id)},data=${scriptValue(enhancer.data)},about=${scriptValue(about)},enhance=${enhancer.script};
document.querySelectorAll('[data-tracebook="'+id+'"]').forEach(function(root){if(root.tracebookDone)return;root.tracebookDone=true;enhance(root,data,about)})})()`,
  );
}

const libraries = new Map<string, string>();

/**
 * Chart.js as an inline script. `define`, `exports` and `module` are shadowed: inside RequireJS (classic
 * notebook, nbconvert pages) the UMD head would take the wrong way. A global `Chart` of the page is put back.
 */
export function libraryScript(name: string): string {
  let script = libraries.get(name);
  if (script === undefined) {
    script = inline(
      `(function(){if(globalThis.tracebookChart)return;var had="Chart" in globalThis,old=globalThis.Chart;(function(){var define=void 0,exports=void 0,module=void 0;
${chartSource()}
}).call(globalThis);globalThis.tracebookChart=globalThis.Chart;if(had)globalThis.Chart=old;else delete globalThis.Chart})()`,
    );
    libraries.set(name, script);
  }
  return script;
}

/** The UMD build: beside the bundle when installed, in node_modules when run from sources. */
function chartSource(): string {
  const shipped = packageFile("dist/chart.umd.min.js");
  const path = existsSync(shipped)
    ? shipped
    : join(dirname(createRequire(import.meta.url).resolve("chart.js")), "chart.umd.min.js");
  return readFileSync(path, "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "");
}
