import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import { sha256 } from "../../program/hash.js";
import type { Program } from "../../program/Program.js";
import { parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import type { ChatTemplate } from "../../providers/chat/Rendered.js";
import { renderPrompt } from "../../providers/chat/renderPrompt.js";
import { rowsAt } from "../../providers/embedded/beginDialect.js";
import { GrowingTrace } from "../../providers/embedded/GrowingTrace.js";
import { readDialectPrompt, TRACE_MARK } from "../../providers/embedded/readDialectPrompt.js";
import type { PlacedPrompt, WrittenRow } from "../../providers/local/InterventionPlan.js";
import { localIds } from "../../providers/local/localTokens.js";
import type { LanguageModel } from "../../providers/Model.js";
import type { Prompt, Question } from "../../questions/Question.js";
import { type PromptForOptions, promptFor } from "../promptFor.js";
import type { InterventionPlace, InterventionSpec } from "./InterventionFile.js";
import { placePositions } from "./placePositions.js";

/** Another run that values are taken from. */
export interface PatchSource {
  readonly placed: PlacedPrompt;
  readonly prompt: Prompt;
  readonly program: Program;
  /** Rows of the trace it wrote, by position. */
  readonly rows: readonly WrittenRow[];
  /** Tokens of prompt and trace. */
  readonly ids: Int32Array;
}

/** What other runs are made with. */
export interface PatchContext {
  /** The model with its dictionaries and no change. */
  readonly model: LanguageModel;
  readonly local: LocalModel;
  readonly template: ChatTemplate | undefined;
  /** How questions are put. */
  readonly put: PromptForOptions;
  /** Folder that files are named from, and the file for messages. */
  readonly folder: string;
  readonly file: string;
}

/** Other programs and calls, run once each, with the activations that were asked for. */
export class PatchSources {
  readonly #context: PatchContext;
  readonly #programs: Map<string, Program> = new Map();
  readonly #sources: Map<string, Promise<PatchSource>> = new Map();
  readonly #activations: Map<string, Promise<Float32Array>> = new Map();

  constructor(context: PatchContext) {
    this.#context = context;
  }

  /** Reads the programs named, before anything is run. @throws SourceError for a file that cannot be read or parsed. */
  check(specs: readonly InterventionSpec[]): void {
    for (const { from } of specs) if (from?.program !== undefined) this.#programOf(from.program);
  }

  /** What tells the program a change names from others of its file name; null for a change that names none. */
  programHash({ from }: InterventionSpec): string | null {
    return from?.program === undefined ? null : sha256(this.#programOf(from.program).source);
  }

  /** The run of a question's program and call as a change wants it. */
  source(
    question: Question,
    own: Program,
    from: NonNullable<InterventionSpec["from"]>,
  ): Promise<PatchSource> {
    const program = from.program === undefined ? own : this.#programOf(from.program);
    const key = `${program.id}\0${from.call}\0${this.#context.put.dialect === undefined ? question.id : ""}`;
    const there = this.#sources.get(key);
    if (there !== undefined) return there;
    const made = this.#make({ ...question, call: from.call, program: program.id }, program);
    this.#sources.set(key, made);
    return made;
  }

  /** Values of a hook at all its tokens, [tokens, width]. */
  activations(source: PatchSource, hook: string): Promise<Float32Array> {
    const key = `${hook}\0${source.ids.join(",")}`;
    const there = this.#activations.get(key);
    if (there !== undefined) return there;
    const made = this.#context.local
      .run(source.ids, { hooks: [hook], logits: "none" })
      .then(({ hooks }) => (hooks.get(hook) as { readonly data: Float32Array }).data);
    this.#activations.set(key, made);
    return made;
  }

  /** Positions of a place in another run; undefined for everywhere. */
  positions(
    { placed, prompt, program, rows }: PatchSource,
    at: InterventionPlace,
  ): readonly number[] | undefined {
    if (at === "everywhere") return undefined;
    if (!("occurrence" in at))
      return placePositions(this.#context.local.tokenizer, placed, prompt, program, at);
    const { line, k } = at.occurrence;
    const row = rows.find(one => one.line === line && one.k === k);
    return row === undefined ? [] : Array.from({ length: row.to - row.from }, (_, i) => row.from + i);
  }

  async #make(question: Question, program: Program): Promise<PatchSource> {
    const { model, local, template, put } = this.#context;
    const prompt = promptFor(question, program, put);
    const read = put.dialect === undefined ? undefined : readDialectPrompt(prompt.text);
    if (read === undefined) {
      const rendered =
        template === undefined
          ? { text: prompt.text, byteStart: 0, byteEnd: Buffer.byteLength(prompt.text) }
          : renderPrompt(template, prompt.text);
      const ids = localIds(local, rendered.text);
      return {
        prompt,
        program,
        placed: { prompt: prompt.text, text: rendered.text, ids, place: rendered },
        rows: [],
        ids,
      };
    }
    const text = read.traced ? read.head + TRACE_MARK : read.head;
    const ids = localIds(local, text);
    const placed = {
      prompt: prompt.text,
      text,
      ids,
      place: { byteStart: 0, byteEnd: Buffer.byteLength(text) },
    };
    if (!read.traced) return { prompt, program, placed, rows: [], ids };
    const said = await model.generate({ prompt: prompt.text, sample: 0, settings: { temperature: 0 } });
    const trace = said.text.split(/\n(?=Answer:)/, 1)[0].slice(TRACE_MARK.length - 1);
    const own = local.tokenizer.encode(trace, { marks: true });
    const growing = new GrowingTrace(Number.POSITIVE_INFINITY);
    for (const id of own) growing.add(Buffer.from(local.tokenizer.bytes(id)).toString("utf8"));
    return {
      prompt,
      program,
      placed,
      rows: rowsAt(growing, ids.length),
      ids: Int32Array.from([...ids, ...own]),
    };
  }

  #programOf(name: string): Program {
    const there = this.#programs.get(name);
    if (there !== undefined) return there;
    const path = resolve(this.#context.folder, name);
    let source: string;
    try {
      source = readFileSync(path, "utf8");
    } catch (error) {
      throw new SourceError(
        `from.program: cannot read ${name} (${(error as NodeJS.ErrnoException).code})`,
        this.#context.file,
      );
    }
    const program = parse(source, { file: name });
    this.#programs.set(name, program);
    return program;
  }
}
