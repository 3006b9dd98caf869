import { element, markup } from "../../../figures/core/element.js";
import type { QuestionSet } from "../../../questions/QuestionSet.js";
import { TASKS } from "../../../questions/Task.js";
import type { Table } from "../TableOptions.js";
import { table } from "../table.js";
import { counted, oneLine, type View } from "../View.js";
import { skippedTables } from "./posedView.js";

/** How many questions of each task and family a set holds. */
export function questionSetView(set: QuestionSet): View {
  const { dataset, questions, programs, seed, sha256 } = set;
  const about = `${counted(questions.length, "question")} about ${counted(programs.length, "program")}${dataset === "" ? "" : ` of ${dataset}`}`;
  const caption = `${about} (seed ${seed}, sha256 ${sha256.slice(0, 12)})`;
  return {
    line: () => oneLine(`QuestionSet: ${about}`),
    text: () => [counts(set, caption), ...skippedTables(set.skipped)].map(part => part.toText()).join("\n"),
    html: () => [
      markup(counts(set, caption).toHTML()),
      skippedTables(set.skipped).map(part =>
        element("details", {}, element("summary", {}, "Not asked, and why"), markup(part.toHTML())),
      ),
    ],
  };
}

function counts({ questions }: QuestionSet, caption: string): Table {
  const tasks = TASKS.filter(task => questions.some(question => question.task === task));
  const families = [...new Set(questions.map(({ family }) => family))].sort();
  const row = (family: string, among: typeof questions): Record<string, unknown> => ({
    family: family === "" ? "(none)" : family,
    ...Object.fromEntries(tasks.map(task => [task, among.filter(q => q.task === task).length])),
    all: among.length,
    clusters: new Set(among.map(({ cluster }) => cluster)).size,
  });
  const rows = families.map(family =>
    row(
      family,
      questions.filter(question => question.family === family),
    ),
  );
  if (families.length > 1) rows.push(row("all families", questions));
  return table(rows, { caption, columns: ["family", ...tasks, "all", "clusters"], limit: 200 });
}
