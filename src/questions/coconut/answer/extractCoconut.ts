import { SourceError } from "../../../program/SourceError.js";
import { runPython } from "../../../trace/python/runPython.js";
import driver from "./evaluated.py";

/** The three published ways to find the list in a completion, by the models they were used for. */
export const EXTRACTION_RULES = ["open models", "open models, no pattern", "interfaces"] as const;

/** One of {@link EXTRACTION_RULES}. */
export type ExtractionRule = (typeof EXTRACTION_RULES)[number];

/** Settings of {@link extractCoconut}. */
export interface ExtractCoconutOptions {
  /**
   * - `open models` (Qwen, Llama, CodeLlama): the last `[…]` on one line, a nested list ends at its first `]`;
   * - `open models, no pattern`: the last one too may end with the text instead of `]`;
   * - `interfaces` (Gemini, Claude, GPT, Codestral): from the last such piece to the first, the first that evaluates to a list
   *   and does not stand in the program, or does not evaluate and holds `...` or `repeats`.
   */
  readonly rule: ExtractionRule;
  /** The program shown; of `interfaces` lists that stand in it are passed over. */
  readonly source?: string;
  /** Write a blank behind every comma first, as was done with Claude's answers. Default false. */
  readonly spaceCommas?: boolean;
  /** Where `interfaces` evaluates: `pyodide` (default) or `cpython[:path]`. */
  readonly python?: string;
  /** Most wall time for all of them, ms; one that uses it up counts as none accepted. Default 20,000. */
  readonly wallMs?: number;
}

/**
 * Finds the predicted list of each completion as the published scripts did, and writes it as their result files do:
 * `None` (no list), `[]` (none accepted), else the text of the list. What the originals gave to `eval()` is evaluated in
 * the sandbox.
 *
 * @throws SourceError for a rule that does not exist.
 */
export async function extractCoconut(
  completions: readonly string[],
  options: ExtractCoconutOptions,
): Promise<string[]> {
  const { rule, source = "", spaceCommas = false, python = "pyodide", wallMs = 20_000 } = options;
  if (!EXTRACTION_RULES.includes(rule))
    throw new SourceError(`${JSON.stringify(rule)} is not one of ${EXTRACTION_RULES.join("; ")}`, "rule");
  const texts = spaceCommas ? completions.map(text => text.replaceAll(",", ", ")) : completions;
  const pieces = texts.map(text => bracketPieces(text, rule !== "open models"));
  if (rule !== "interfaces") return pieces.map(found => found.at(-1) ?? "None");
  const outcome = await runPython(
    {
      driver: { name: "coconut_evaluated", source: driver },
      payload: { source, pieces: pieces.map(found => [...found].reverse()) },
      limits: { wallMs, memoryMiB: 512 },
    },
    { engine: python },
  );
  if (outcome.kind === "done") return outcome.value as string[];
  if (completions.length === 1) return ["[]"];
  // One completion has used up the time or memory of all.
  const single: string[] = [];
  for (const completion of completions) single.push(...(await extractCoconut([completion], options)));
  return single;
}

/**
 * What `re.findall(r"\[.*?\]", text)` gives, or with `open` `re.findall(r"\[.*?(?:\]|\s*$)", text)`, in linear time.
 */
export function bracketPieces(text: string, open: boolean): string[] {
  let blankFrom = text.length;
  while (blankFrom > 0 && isBlank(text, blankFrom - 1)) blankFrom--;
  const found: string[] = [];
  let close = -1;
  let lineEnd = -1;
  for (let at = text.indexOf("["); at >= 0; ) {
    if (close <= at) close = orEnd(text.indexOf("]", at + 1));
    if (lineEnd <= at) lineEnd = orEnd(text.indexOf("\n", at + 1));
    let end = at + 1;
    if (close < lineEnd) end = close + 1;
    else if (open && blankFrom <= lineEnd) end = text.length;
    if (end > at + 1 || (open && blankFrom <= lineEnd)) found.push(text.slice(at, end));
    at = text.indexOf("[", end);
  }
  return found;
}

/** Nothing found is beyond everything. */
function orEnd(at: number): number {
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

/** White space as Python has it: four separators and the next-line sign are, the byte order mark is not. */
function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 0x1c && code <= 0x1f) || code === 0x85 || (code !== 0xfeff && /\s/.test(text[at]));
}
