import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ADD = `def add(numbers):
    total = 0
    for n in numbers:
        total += n
    return total
`;

const COUNTER = `class Counter:
    def __init__(self):
        self.value = 0

    def add(self, step):
        self.value += step

    def twice(self, step):
        self.add(step)
        return self.value
`;

const TEST = `import unittest


class CounterTestAdd(unittest.TestCase):
    def test_add_1(self):
        counter = Counter()
        counter.add(2)
        self.assertEqual(counter.twice(3), 5)
`;

/** Rows in the form of the published files, on programs of our own. */
export const ROWS: { readonly data: readonly object[]; readonly tasks: readonly object[] } = {
  data: [
    { task_id: "own/0", entry_point: "add", code: ADD, inputs: ["([1, 2],)"], outputs: ["3"], test: null },
    {
      task_id: "own/1",
      entry_point: "Counter",
      code: COUNTER,
      inputs: ["counter = Counter()\ncounter.add(2)\nassertEqual(counter.twice(3), 5)\n"],
      outputs: [],
      test: TEST,
    },
  ],
  tasks: [
    {
      task_id: "own/0",
      idx: 0,
      tasks: [
        {
          input_idx: 0,
          task: [
            { lineno: 4, var: "total" },
            { lineno: 5, var: "total" },
          ],
          output_pred: "assert add([1, 2],) == ??",
        },
      ],
    },
    {
      task_id: "own/1",
      idx: 1,
      tasks: [
        {
          input_idx: 0,
          task: [
            { lineno: 3, var: "self.value" },
            { lineno: 6, var: "self.value" },
            { lineno: 9, var: "step" },
          ],
          output_pred: "counter = Counter()\ncounter.add(2)\nassertEqual(counter.twice(3), ??)",
        },
      ],
    },
  ],
};

/** Writes both files into a new folder; `edit` may break them first. */
export function revalFolder(edit: (lines: { data: string[]; tasks: string[] }) => void = () => {}): string {
  const folder = mkdtempSync(join(tmpdir(), "reval-"));
  const lines = {
    data: ROWS.data.map(row => JSON.stringify(row)),
    tasks: ROWS.tasks.map(row => JSON.stringify(row)),
  };
  edit(lines);
  writeFileSync(join(folder, "DREval_data.jsonl"), lines.data.join("\n"));
  writeFileSync(join(folder, "DREval_tasks.jsonl"), lines.tasks.join("\n"));
  return folder;
}
