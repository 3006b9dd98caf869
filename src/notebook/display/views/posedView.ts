import { element, markup } from "../../../figures/core/element.js";
import { answerText } from "../../../questions/answer/answerText.js";
import type { Posed } from "../../../questions/pose/pose.js";
import type { SkipCount } from "../../../questions/pose/SkipReason.js";
import type { Question } from "../../../questions/Question.js";
import { programOf } from "../programOf.js";
import type { Table } from "../TableOptions.js";
import { table } from "../table.js";
import { counted, type View } from "../View.js";
import { askedLine } from "./questionView.js";

/** The questions about one trace as a table, with what was not asked. */
export function posedView(posed: Posed): View {
  const { questions, skipped } = posed;
  const files = [...new Set(questions.map(({ file, call }) => (call === "" ? file : `${file}: ${call}`)))];
  const caption = `${counted(questions.length, "question")}${files.length === 1 ? ` about ${files[0]}` : ""}`;
  const listed = (): Table => questionTable(questions, caption);
  return {
    line: () => `Posed: ${caption}`,
    text: () => [listed().toText(), ...skippedTables(skipped).map(part => part.toText())].join("\n"),
    html: () => [
      markup(listed().toHTML()),
      skippedTables(skipped).map(part =>
        element("details", {}, element("summary", {}, "Not asked, and why"), markup(part.toHTML())),
      ),
    ],
  };
}

/** Questions with their truths, one per row. */
function questionTable(questions: readonly Question[], caption: string): Table {
  const rows = questions.map(question => ({
    task: question.task,
    question: askedLine(question, programOf(question)),
    truth: answerText(question.truth),
  }));
  return table(rows, { caption, columns: ["task", "question", "truth"] });
}

/** One table of what was not asked; none where there is nothing. */
export function skippedTables(skipped: readonly SkipCount[]): Table[] {
  if (skipped.length === 0) return [];
  const columns = ["task", { key: "reason", label: "not asked because" }, { key: "count", label: "times" }];
  return [table(skipped, { columns, limit: 200 })];
}
