import { createInterface, type Interface } from "node:readline";
import { SourceError } from "../program/SourceError.js";
import { type LanguageModel, TEXT_ONLY } from "./Model.js";

/** Model string of a person, with a name where there are several: `person`, `person:anna`. */
export function personModelName(name = ""): string {
  if (!/^[\w.-]*$/.test(name)) {
    throw new SourceError(
      `a name may hold letters, digits, ".", "_" and "-", not ${JSON.stringify(name)}`,
      "name",
    );
  }
  return name === "" ? "person" : `person:${name}`;
}

/**
 * A person at the terminal: each prompt goes to stderr, one line of stdin is the answer. Several questions at a time
 * are put one after the other.
 *
 * @param model string that names it, see {@link personModelName}.
 * @throws SourceError inside a notebook, where nothing can be typed: `askPerson` has answer cells.
 */
export function person(model: string): LanguageModel {
  const name = personModelName(model.slice("person".length).replace(/^:/, ""));
  if (inNotebook()) {
    throw new SourceError(
      "a notebook has no terminal to type into: use `const sitting = await askPerson(questions)`, whose answers are cells",
      "--model",
    );
  }
  let last: Promise<unknown> = Promise.resolve();
  return {
    kind: "language model",
    name,
    can: TEXT_ONLY,
    generate({ prompt }, { signal } = {}) {
      const answer = last.then(async () => {
        signal?.throwIfAborted();
        process.stderr.write(`\n${prompt}> `);
        return { text: await nextLine(signal) };
      });
      last = answer.catch(() => {});
      return answer;
    },
  };
}

/** Our own kernel, tslab, or Deno's. */
function inNotebook(): boolean {
  const { Deno } = globalThis as { readonly Deno?: { readonly jupyter?: { readonly broadcast?: unknown } } };
  const deno = typeof Deno?.jupyter?.broadcast === "function";
  return Symbol.for("tracebook.kernel") in globalThis || "__tslab__" in globalThis || deno;
}

interface Waiting {
  resolve(line: string): void;
  reject(error: Error): void;
}

let reader: Interface | undefined;
let ended = false;
/** Lines nobody asked for yet: a pipe brings many at once. */
const lines: string[] = [];
let waiting: Waiting | undefined;

/** The next line of stdin; stdin holds the process only while one is waited for. */
function nextLine(signal: AbortSignal | undefined): Promise<string> {
  reader ??= openReader();
  const early = lines.shift();
  if (early !== undefined) return Promise.resolve(early);
  if (ended) return Promise.reject(END());
  const open = reader;
  open.resume();
  return new Promise<string>((resolve, reject) => {
    const abort = (): void => reject(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    waiting = { resolve, reject };
  }).finally(() => {
    waiting = undefined;
    // A closed one throws, from Node 24 on.
    if (!ended) open.pause();
  });
}

const END = (): Error => new Error("standard input ended before the question was answered");

function openReader(): Interface {
  const made = createInterface({ input: process.stdin, terminal: false });
  made.on("line", line => {
    if (waiting === undefined) lines.push(line);
    else waiting.resolve(line);
    waiting = undefined;
  });
  made.on("close", () => {
    ended = true;
    waiting?.reject(END());
  });
  return made;
}
