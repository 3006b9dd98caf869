import { outputLines } from "./drawTrace.js";
import { lineCounts } from "./lineCounts.js";
import { summaryLines } from "./summaryLines.js";
import type { ViewerModel } from "./ViewerModel.js";

/** The trace as plain text: summary, source with counts and values, output. */
export function traceText(model: ViewerModel): string {
  const parts = [summaryLines(model).join("\n")];
  for (const file of model.files) {
    if (file.name === "<call>" && model.files.length > 1) continue;
    const counts = lineCounts(file);
    const width = Math.max(5, ...[...counts.values()].map(count => count.text.length));
    const digits = String(file.lines.length).length;
    const code = Math.min(90, Math.max(...file.lines.map(line => line.length)));
    const lines = file.lines.map((text, i) => {
      const cut = file.cut[i + 1] === undefined ? "" : ` … ${file.cut[i + 1]} more characters`;
      const head = `${(counts.get(i + 1)?.text ?? "").padStart(width)} ${String(i + 1).padStart(digits)} | `;
      const note = file.writes[i + 1];
      return head + (note === undefined ? text + cut : `${(text + cut).padEnd(code)}  // ${note}`);
    });
    parts.push([`${file.name}:`, ...lines.map(line => line.trimEnd())].join("\n"));
  }
  const printed = outputLines(model);
  if (printed.length > 0) parts.push(["output:", ...printed.map(line => `  ${line}`)].join("\n"));
  return parts.join("\n\n");
}
