import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KernelClient } from "../../../src/notebook/client/KernelClient.js";
import type { Answer } from "../../../src/notebook/client/PendingRequest.js";
import { notebookFolder, TSLAB, tslabArgv, withoutTslab } from "../client/tslab.js";
import { emptyFolder, outputs, printed, tracebookArgv } from "./cells.js";

/** What tslab gets wrong: cells, and what is right about the answers. Names differ from gap to gap: they share a kernel. */
interface Gap {
  readonly name: string;
  readonly cells: readonly string[];
  /** Sent without waiting for the answer before. */
  readonly atOnce?: boolean;
  readonly stopOnError?: boolean;
  /** The kernel runs in a folder with nothing in or above it. */
  readonly bare?: boolean;
  /** A request of this type instead of cells. */
  readonly request?: string;
  readonly right: (answers: readonly Answer[]) => boolean;
}

const last = (answers: readonly Answer[]): Answer => answers[answers.length - 1];
const resultIs =
  (text: string) =>
  (answers: readonly Answer[]): boolean =>
    last(answers).reply.status === "ok" &&
    outputs(last(answers)).some(
      ({ type, content }) =>
        type === "execute_result" && (content.data as Record<string, unknown>)["text/plain"] === text,
    );
const prints =
  (text: string) =>
  (answers: readonly Answer[]): boolean =>
    last(answers).reply.status === "ok" && printed(last(answers)) === text;

const LINES = Array.from({ length: 5000 }, (_, i) => `line ${i}\n`).join("");

const GAPS: readonly Gap[] = [
  {
    name: "an error has its name and message in the reply",
    cells: ["null as any;\nthrow new RangeError('too far')"],
    right: answers => last(answers).reply.ename === "RangeError" && last(answers).reply.evalue === "too far",
  },
  {
    name: "an error is sent as an error, not as text on stderr",
    cells: ["throw new RangeError('too far')"],
    right: answers => {
      const sent = outputs(last(answers));
      return sent.some(({ type }) => type === "error") && !sent.some(({ type }) => type === "stream");
    },
  },
  {
    name: "a traceback points at lines of the cells as they were written",
    cells: [
      "interface A {\n  b: { c: number };\n}\nfunction f(a: A) {\n  return a.b.c;\n}",
      "\nf({} as any)",
    ],
    right: answers => {
      const text = ((last(answers).reply.traceback ?? []) as string[]).join("\n");
      return /at f \(Cell \[\d+\]:5:14\)\n.*at Cell \[\d+\]:2:1$/.test(text);
    },
  },
  {
    name: "an error that a cell catches and prints has those lines too",
    cells: ["\n\ntry {\n  JSON.parse('{');\n} catch (e) {\n  console.log(e.stack);\n}"],
    right: answers => /at Cell \[\d+\]:4:8$/m.test(printed(last(answers))),
  },
  {
    name: "a type error says its code and place",
    cells: ["\nconst s: string = 4;"],
    right: answers =>
      /^TS2322: Type 'number' is not assignable to type 'string'\. \(Cell \[\d+\]:2:7\)$/.test(
        String(last(answers).reply.evalue),
      ),
  },
  {
    name: "execution counts are told",
    cells: ["1", "2"],
    right: answers =>
      outputs(last(answers)).some(
        ({ type, content }) =>
          type === "execute_input" && content.execution_count === last(answers).reply.execution_count,
      ),
  },
  {
    name: "the last expression is a result, not printed text",
    cells: ["6 * 7"],
    right: resultIs("42"),
  },
  {
    name: "a burst of 5,000 lines arrives whole",
    cells: ["for (let i = 0; i < 5000; i++) console.log('line', i)"],
    right: prints(LINES),
  },
  {
    name: "a burst of 5,000 lines arrives whole from asynchronous code too",
    cells: ["for (let i = 0; i < 5000; i++) { console.log('line', i); if (i % 100 === 0) await null; }"],
    right: prints(LINES),
  },
  {
    name: "a shorthand property of an earlier cell's variable",
    cells: ["const short = 1", "const b = { short };\nconsole.log(b)"],
    right: prints("{ short: 1 }\n"),
  },
  {
    name: "a shorthand property of an earlier cell's import",
    cells: ['import { join } from "path"', "console.log(typeof { join }.join)"],
    right: prints("function\n"),
  },
  {
    name: "a shorthand in a destructuring assignment",
    cells: ["let target = 1", "({ target = 3 } = {} as any);\nconsole.log(target)"],
    right: prints("3\n"),
  },
  {
    name: "a lone await before a parenthesis",
    cells: ["await (async () => console.log('awaited'))()"],
    right: prints("awaited\n"),
  },
  {
    name: "a lone for await",
    cells: ["for await (const n of [1, Promise.resolve(2)]) console.log(n)"],
    right: prints("1\n2\n"),
  },
  {
    name: "a cell sent right after an error runs",
    cells: ["throw new Error('first')", "console.log('second')"],
    right: prints("second\n"),
  },
  {
    name: "cells queued behind an error run where the client asked for that",
    cells: ["throw new Error('first')", "console.log('second')"],
    atOnce: true,
    stopOnError: false,
    right: prints("second\n"),
  },
  {
    name: "what a cell declared before it threw stays",
    cells: ["const kept = 5;\nthrow new Error('late')", "console.log(kept)"],
    right: prints("5\n"),
  },
  {
    name: "tracebook can be imported where no node_modules has it, with types",
    bare: true,
    cells: [
      'import { parse } from "tracebook";\nconsole.log(parse("f(1)").language)',
      'import { parse } from "tracebook";\nparse(1)',
    ],
    right: answers =>
      printed(answers[0]) === "javascript\n" && /TS2345/.test(String(last(answers).reply.evalue)),
  },
  {
    name: "an unhandled rejection belongs to the cell it came from",
    cells: ["Promise.reject(new Error('nobody'));\nconst x = 1"],
    right: answers => /at Cell \[\d+\]:1:16/.test(printed(last(answers))),
  },
  {
    name: "a request for comms is answered with a status",
    cells: [],
    request: "comm_info",
    right: answers => last(answers).reply.status === "ok",
  },
];

/** A kernel for all gaps of one kind: in a folder with tslab and types beside it, or in an empty one. */
async function start(argv: readonly string[], bare: boolean): Promise<KernelClient> {
  const cwd = bare ? emptyFolder() : notebookFolder();
  return await KernelClient.start(argv, { cwd, tslab: TSLAB, env: { TRACEBOOK_TSLAB: TSLAB } });
}

/** Runs the cells of a gap. */
async function answersOf(kernel: KernelClient, gap: Gap): Promise<readonly Answer[]> {
  const options = { stopOnError: gap.stopOnError ?? true, idleGraceMs: 1500 };
  if (gap.request) return [await kernel.request(gap.request, {}, options)];
  if (gap.atOnce) return await Promise.all(gap.cells.map(code => kernel.execute(code, options)));
  const answers: Answer[] = [];
  for (const code of gap.cells) answers.push(await kernel.execute(code, options));
  return answers;
}

describe.skipIf(withoutTslab())("what tslab gets wrong is right here", () => {
  for (const bare of [false, true]) {
    describe(bare ? "in an empty folder" : "in a folder with tslab", () => {
      let ours: KernelClient;
      let plain: KernelClient;
      beforeAll(async () => {
        [ours, plain] = await Promise.all([start(tracebookArgv(), bare), start(tslabArgv(), bare)]);
      });
      afterAll(async () => {
        await Promise.all([ours?.shutdown(), plain?.shutdown()]);
      });
      for (const gap of GAPS.filter(each => (each.bare ?? false) === bare)) {
        it(gap.name, async () => {
          const answers = await answersOf(ours, gap);
          expect(gap.right(answers), JSON.stringify(answers.map(answer => answer.reply))).toBe(true);
          expect(gap.right(await answersOf(plain, gap)), "plain tslab has the gap").toBe(false);
          // tslab drops what comes within 200 ms of an error.
          await new Promise(resolve => setTimeout(resolve, 300));
        });
      }
    });
  }
});
