import { interventionsAt } from "../../lens/decode/interventionsAt.js";
import type { Intervention } from "../../lens/session/Intervention.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import { sha256 } from "../../program/hash.js";
import type { Program } from "../../program/Program.js";
import type {
  InterventionPlan,
  PlacedPrompt,
  PlannedRead,
  WrittenRow,
} from "../../providers/local/InterventionPlan.js";
import type { Prompt, Question } from "../../questions/Question.js";
import type { InterventionSpec } from "./InterventionFile.js";
import type { PatchSources } from "./PatchSources.js";
import { placePositions } from "./placePositions.js";
import type { ResolvedSpec } from "./ResolvedUnits.js";

/** A prompt with what it is about. */
export interface AskedPrompt {
  readonly prompt: Prompt;
  readonly question: Question;
  readonly program: Program;
}

/** What a plan needs besides the changes. */
export interface PlanContext {
  readonly local: LocalModel;
  /** What a prompt is about; undefined for one that is none of the run. */
  readonly asked: (prompt: string) => AskedPrompt | undefined;
  readonly patches: PatchSources;
}

/** A plan that counts the questions it found its places for. */
export interface CountingPlan extends InterventionPlan {
  /** Of each change, in the order of the file: questions in whose text it found its place. */
  readonly placed: readonly number[];
}

/** A text that questions share, which is read once for all of them. */
interface SharedText {
  /** Ids of the questions that were asked with it. */
  readonly questions: Set<string>;
  /** Changes that found their place in it. */
  readonly met: Set<number>;
}

/** Changes as what is done to prompts, traces and answers. */
export function unitPlan(specs: readonly ResolvedSpec[], context: PlanContext): CountingPlan {
  const placed = specs.map(() => new Set<string>());
  const known = new Map<string, SharedText>();
  const { local, patches } = context;
  const depth = new Map(local.hooks.map(({ name }, index) => [name, index]));
  const depthOf = ({ place }: ResolvedSpec): number => depth.get(place.acts) ?? 0;
  // Which codes there are to take out depends on what is changed before them in the pass, wherever the file has it.
  const order = [...specs.keys()].sort((a, b) => depthOf(specs[a]) - depthOf(specs[b]));
  return {
    sha256: sha256(
      JSON.stringify(specs.map(one => [one.spec, one.place.acts, one.units, patches.programHash(one.spec)])),
    ),
    get placed() {
      return placed.map(({ size }) => size);
    },
    async of(prompt) {
      const asked = context.asked(prompt.prompt);
      const changes = await Promise.all(order.map(index => changeIn(specs[index], prompt, asked, context)));
      const text = known.get(prompt.text) ?? { questions: new Set(), met: new Set() };
      known.set(prompt.text, text);
      if (asked !== undefined) text.questions.add(asked.question.id);
      const count = (index: number): void => {
        for (const id of text.questions) placed[index].add(id);
      };
      for (const index of text.met) count(index);
      return {
        async at(read) {
          const made: Intervention[] = [];
          for (const [i, change] of changes.entries()) {
            const { interventions, met } = await change(read, made);
            made.push(...interventions);
            if (!met || text.met.has(order[i])) continue;
            text.met.add(order[i]);
            count(order[i]);
          }
          return made;
        },
      };
    },
  };
}

type Change = (
  read: PlannedRead,
  before: readonly Intervention[],
) => Promise<{ readonly interventions: readonly Intervention[]; readonly met: boolean }>;

/** One change in one prompt. */
async function changeIn(
  { spec, place, units }: ResolvedSpec,
  placed: PlacedPrompt,
  asked: AskedPrompt | undefined,
  { local, patches }: PlanContext,
): Promise<Change> {
  const where = positionsIn(spec, placed, asked, local);
  const { acts, kind, k } = place;
  if (spec.do === "patch") {
    const values = await patchValues(
      spec,
      place.acts,
      kind === "codes" ? undefined : units,
      where,
      asked,
      patches,
    );
    return async read => {
      const positions = within(where(read.rows), read).filter(
        position => values(read.rows, position) !== undefined,
      );
      const value = positions.flatMap(position => values(read.rows, position) as number[]);
      const action = { kind: "patch" as const, value: positions.length === 0 ? [-1] : value };
      const features = kind === "codes" ? {} : { features: units };
      return { interventions: [{ hook: acts, positions, ...features, action }], met: positions.length > 0 };
    };
  }
  if (kind === "codes" && spec.do === "ablate") {
    return async (read, before) => {
      const positions = within(where(read.rows), read);
      const ids = await idsAhead(local, acts, read, before);
      // Codes that are added stand behind the k of a token.
      const stride = ids.length / read.tokens.length;
      const slots = Array.from({ length: k }, (_, slot) =>
        positions.filter(position => units.includes(ids[(position - read.from) * stride + slot])),
      );
      return {
        interventions: slots.map((own, slot) => ({
          hook: acts,
          positions: own,
          features: [slot],
          action: { kind: "replace" as const, value: [-1] },
        })),
        met: slots.some(own => own.length > 0),
      };
    };
  }
  return async read => {
    const positions = within(where(read.rows), read);
    return {
      interventions: [{ hook: acts, positions, ...plainAction(spec, kind, units) }],
      met: positions.length > 0,
    };
  };
}

function plainAction(
  { do: act, value = 0 }: InterventionSpec,
  kind: "features" | "codes",
  units: readonly number[],
): Pick<Intervention, "features" | "action"> {
  if (kind === "codes") {
    const action = { kind: act === "add" ? ("append" as const) : ("replace" as const), value: [units[0]] };
    return { action };
  }
  if (act === "ablate") return { features: units, action: { kind: "zero" } };
  return { features: units, action: { kind: act === "add" ? "add" : "replace", value: [value] } };
}

/** Positions a change is made at, given the rows so far; `undefined` stands for all. */
type Where = (rows: readonly WrittenRow[]) => readonly number[] | undefined;

function positionsIn(
  { at = "everywhere" }: InterventionSpec,
  placed: PlacedPrompt,
  asked: AskedPrompt | undefined,
  local: LocalModel,
): Where {
  if (at === "everywhere") return () => undefined;
  if ("occurrence" in at) return rows => occurrencePositions(rows, at.occurrence);
  const found =
    asked === undefined ? [] : placePositions(local.tokenizer, placed, asked.prompt, asked.program, at);
  return () => found;
}

function occurrencePositions(
  rows: readonly WrittenRow[],
  { line, k }: { readonly line: number; readonly k: number },
): number[] {
  return rows.flatMap(row =>
    row.line === line && row.k === k ? Array.from({ length: row.to - row.from }, (_, i) => row.from + i) : [],
  );
}

/** Those of some positions that are about to be read. */
function within(positions: readonly number[] | undefined, { from, tokens }: PlannedRead): number[] {
  const all = positions ?? Array.from(tokens, (_, i) => from + i);
  return all.filter(position => position >= from && position < from + tokens.length);
}

/** Ids of the codes at the tokens that are about to be read, with the changes made before this one. */
async function idsAhead(
  local: LocalModel,
  hook: string,
  { tokens, from, fork }: PlannedRead,
  before: readonly Intervention[],
): Promise<Float32Array> {
  const to = from + tokens.length;
  const cache = fork();
  const { hooks } = await local.run(tokens, {
    hooks: [hook],
    logits: "none",
    interventions: interventionsAt(local, before, { from, to, end: to }),
    ...(cache === undefined ? {} : { cache }),
  });
  return (hooks.get(hook) as { readonly data: Float32Array }).data;
}

/**
 * What a patch puts at a position: the values of the other run at the place that corresponds. Places correspond token by
 * token from their beginnings; positions that have no counterpart are left alone.
 */
async function patchValues(
  { at = "everywhere", from }: InterventionSpec,
  hook: string,
  units: readonly number[] | undefined,
  where: Where,
  asked: AskedPrompt | undefined,
  patches: PatchSources,
): Promise<(rows: readonly WrittenRow[], position: number) => number[] | undefined> {
  if (asked === undefined || from === undefined) return () => undefined;
  const source = await patches.source(asked.question, asked.program, from);
  const data = await patches.activations(source, hook);
  const width = data.length / source.ids.length;
  const theirs = patches.positions(source, at);
  return (rows, position) => {
    const own = where(rows);
    const index = own === undefined ? position : own.indexOf(position);
    const other = theirs === undefined ? index : theirs[index];
    if (other === undefined || other >= source.ids.length) return undefined;
    const row = data.subarray(other * width, (other + 1) * width);
    return units === undefined ? Array.from(row) : units.map(unit => row[unit]);
  };
}
