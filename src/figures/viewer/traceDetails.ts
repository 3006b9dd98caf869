import { type Child, element } from "../core/element.js";
import { outputLines } from "./drawTrace.js";
import { fileLabel, frameName, stepCode, stepText } from "./modelState.js";
import { summaryLines } from "./summaryLines.js";
import type { ViewerModel } from "./ViewerModel.js";

const CELL = "padding:2px 10px 2px 0;text-align:left;vertical-align:top";
const NUMBER = "padding:2px 10px 2px 0;text-align:right;vertical-align:top";
const CODE =
  "font-family:monospace;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;direction:ltr";
/** Characters of code and of changes in one row of the table. */
const TEXT = 120;
/** Nodes in the table of counts. */
const NODES = 3000;

function table(heads: readonly string[], rows: Child): Child {
  const cells = heads.map(head => element("th", { scope: "col", style: CELL }, head));
  return element(
    "table",
    { style: "font-size:13px" },
    element("thead", {}, element("tr", {}, cells)),
    element("tbody", {}, rows),
  );
}

/** Variables that changed before a step, as `i = 1, s = 3`. */
export function changesText(model: ViewerModel, step: number): string {
  const [, , , , , , changes] = model.steps[step];
  const parts: string[] = [];
  let skipped = 0;
  for (let i = 0; i < changes.length; i += 3) {
    const text = changes[i + 2] < 0 ? undefined : model.texts[changes[i + 2]];
    // Functions come into view with their scope: no news to a reader.
    if (text === undefined || text.startsWith("ƒ ")) continue;
    const part = `${model.names[changes[i + 1]]} = ${text}`;
    if (parts.join(", ").length + part.length > TEXT && parts.length > 0) skipped++;
    else parts.push(part);
  }
  return parts.join(", ") + (skipped > 0 ? `, … ${skipped} more` : "");
}

/** Tables under the picture that are there without scripts: first steps, output, counts of every node. */
export function traceDetails(model: ViewerModel, tableSteps: number): Child {
  const some = Math.min(tableSteps, model.steps.length);
  let stack: number[] = [];
  const steps = model.steps.slice(0, some).map(([, , , , keep, push], i) => {
    stack = [...stack.slice(0, keep), ...push];
    return element(
      "tr",
      {},
      element("td", { style: NUMBER }, String(i + 1)),
      element("td", { style: CELL }, stack.length > 0 ? frameName(model, stack.at(-1)!) : ""),
      element("td", { style: CELL }, stepText(model, i)),
      element("td", { style: `${CELL};${CODE}` }, stepCode(model, i, TEXT)),
      element("td", { style: `${CELL};${CODE}` }, changesText(model, i)),
    );
  });
  const heading =
    some < model.totalSteps ? `First ${some} of ${model.totalSteps} steps` : `All ${some} steps`;
  const printed = outputLines(model);
  const nodes = model.files.flatMap((file, f) =>
    file.marks.map(mark => ({
      file: fileLabel(model, f),
      mark,
      code: (file.lines[mark[0] - 1] ?? "").slice(mark[1], mark[0] === mark[2] ? mark[3] : undefined),
    })),
  );
  const counts = nodes
    .slice(0, NODES)
    .map(({ file, mark: [line, column, , , count, what], code }) =>
      element(
        "tr",
        {},
        element("td", { style: CELL }, `${file} ${line}:${column + 1}`.trimStart()),
        element("td", { style: NUMBER }, String(count)),
        element("td", { style: CELL }, what),
        element("td", { style: `${CELL};${CODE}` }, code.slice(0, TEXT)),
      ),
    );
  const left = nodes.length > NODES ? ` (first ${NODES} of ${nodes.length})` : "";
  return [
    summaryLines(model).map(line => element("p", {}, line)),
    element(
      "details",
      { open: true },
      element("summary", {}, heading),
      table(["step", "in", "what", "code", "variables changed before it"], steps),
    ),
    printed.length > 0 &&
      element(
        "details",
        {},
        element("summary", {}, `Output (${printed.length} lines)`),
        element("pre", { style: CODE }, printed.join("\n")),
      ),
    element(
      "details",
      {},
      element("summary", {}, `Counts of every node${left}`),
      table(["place", "times run", "what", "code"], counts),
    ),
  ];
}
