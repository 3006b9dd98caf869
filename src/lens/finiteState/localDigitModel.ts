import { SourceError } from "../../program/SourceError.js";
import { TextReader } from "../decode/TextReader.js";
import { groupPrefix } from "../dictionary/attach/codebookPlaces.js";
import type { Codebook } from "../dictionary/Dictionary.js";
import type { Intervention } from "../session/Intervention.js";
import type { Activation, LocalModel } from "../session/LocalModel.js";
import type { CodeComponent, DigitModel, DigitReader, DigitRun, DigitRunOptions } from "./DigitModel.js";
import { VOCABULARY } from "./FiniteStateMachine.js";
import { nextTokenShares } from "./nextTokenShares.js";

/** How a local model is run. */
export interface LocalDigitModelOptions {
  /** Codebooks that are attached to it (mode `replace`). Default none. */
  readonly codebooks?: readonly Codebook[];
  /** Tokens run at a time. Default 2048: similarities to 10,000 codes of that many take 80 MB. */
  readonly tokens?: number;
  readonly signal?: AbortSignal;
}

/**
 * A local model as the finite-state experiment needs it. Rows of its vocabulary past the eleven tokens are padding.
 *
 * @throws SourceError where its vocabulary is smaller, or has no hook for a codebook's ids.
 */
export function localDigitModel(model: LocalModel, options: LocalDigitModelOptions = {}): DigitModel {
  const { codebooks = [], tokens: atOnce = 2048, signal } = options;
  const { vocabulary, layers, dMlp } = model.config;
  if (vocabulary < VOCABULARY)
    throw new SourceError(`has ${vocabulary} tokens, not the ${VOCABULARY} of the experiment`, model.name);
  const places = codebooks.flatMap(codebook => codePlaces(model, codebook));
  const interventions = ({ set = [] }: DigitRunOptions): Intervention[] =>
    set.map(({ component, position, ids }) => ({
      hook: places[component].hook,
      positions: [position],
      action: { kind: "replace", value: Float32Array.from(ids) },
    }));
  /** Runs texts piece by piece. */
  const pieces = async (
    texts: readonly Uint8Array[],
    hooks: readonly string[],
    logits: "all" | "none",
    set: readonly Intervention[],
    take: (from: number, logits: Activation | undefined, hooks: ReadonlyMap<string, Activation>) => void,
  ): Promise<void> => {
    const size = Math.max(1, Math.floor(atOnce / texts[0].length));
    for (let from = 0; from < texts.length; from += size) {
      const piece = texts.slice(from, from + size);
      const read = await model.run(piece, { hooks, logits, interventions: set, signal });
      take(from, read.logits, read.hooks);
    }
  };
  return {
    components: places.map(({ component }) => component),
    neurons: new Array<number>(layers).fill(dMlp),
    async run(texts, options = {}): Promise<DigitRun> {
      const { codes: wanted = [] } = options;
      const length = checkTexts(texts);
      const probabilities = new Float32Array(texts.length * length * VOCABULARY);
      const codes = wanted.map(place => new Int32Array(texts.length * length * places[place].component.k));
      const hooks = wanted.map(place => places[place].hook);
      await pieces(texts, hooks, "all", interventions(options), (from, logits, read) => {
        if (logits === undefined) throw new Error(`${model.name} gave no logits`);
        probabilities.set(nextTokenShares(logits.data, vocabulary), from * length * VOCABULARY);
        for (const [index, place] of wanted.entries())
          codes[index].set(
            (read.get(hooks[index]) as Activation).data,
            from * length * places[place].component.k,
          );
      });
      return { probabilities, codes };
    },
    async readNeurons(layer, texts): Promise<Float32Array> {
      const length = checkTexts(texts);
      const values = new Float32Array(texts.length * length * dMlp);
      const hook = `blocks.${layer}.mlp.hook_post`;
      await pieces(texts, [hook], "none", [], (from, _, read) => {
        values.set((read.get(hook) as Activation).data, from * length * dMlp);
      });
      return values;
    },
    reader(): DigitReader {
      const reader = new TextReader(model);
      return {
        async read(token): Promise<Float32Array> {
          const { logits } = await reader.read(Int32Array.of(token), { signal });
          return nextTokenShares(logits, vocabulary);
        },
      };
    },
  };
}

function checkTexts(texts: readonly Uint8Array[]): number {
  const length = texts[0]?.length ?? 0;
  const other = texts.find(text => text.length !== length);
  if (length === 0 || other !== undefined)
    throw new SourceError(
      `expected texts of one length, not of ${length}${other === undefined ? "" : ` and ${other.length}`} tokens`,
      "texts",
    );
  return length;
}

const PARTS: Readonly<Record<Codebook["at"], CodeComponent["part"]>> = {
  mlp: "MLP",
  mlp_mid: "MLP",
  attn: "attention",
  attn_preproj: "attention",
  qkv: "attention",
  transformer_block: "block",
  attn_plus_mlp: "block",
};

interface CodePlace {
  readonly component: CodeComponent;
  readonly hook: string;
}

/** The components of a codebook, a group each, with the hooks that have their ids. */
function codePlaces(model: LocalModel, codebook: Codebook): CodePlace[] {
  const { layer, at, groups, codes, k } = codebook;
  const part = PARTS[at];
  const several = groups.length > 1;
  return groups.map((_, group) => {
    const hook = `${groupPrefix(codebook, group)}.hook_codebook_ids`;
    if (!model.hooks.some(({ name }) => name === hook))
      throw new SourceError(`has no hook "${hook}"; attach the codebook first`, model.name);
    const number = at === "attn_preproj" ? `head ${group}` : `group ${group}`;
    const name = `L${layer} ${part}${several ? ` ${number}` : ""}`;
    return { hook, component: { name, layer, part, ...(several ? { group } : {}), codes, k } };
  });
}
