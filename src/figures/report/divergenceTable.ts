import type { ReportDivergence } from "../../evaluate/ReportData.js";
import type { Markup } from "../core/element.js";
import { count, percent } from "../score/percent.js";
import { plainTable } from "./plainTable.js";

/** Where lists of lines first go wrong, by what the truth has there; `undefined` when there are none. */
export function divergenceTable(entries: readonly ReportDivergence[] = []): Markup | undefined {
  if (entries.length === 0) return undefined;
  return plainTable(
    "Lists of lines: how often answers right so far came to a line of a kind, and how often that line was their first mistake. “end”: the truth has no further line.",
    [
      { head: "line of the truth" },
      { head: "model" },
      { head: "reached", number: true },
      { head: "missed", number: true },
      { head: "rate", number: true },
    ],
    entries.map(({ kind, model, reached, missed }) => ({
      cells: [kind, model, count(reached), count(missed), percent(missed / reached)],
    })),
  );
}
