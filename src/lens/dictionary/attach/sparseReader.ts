import type { LocalModel, RunResult } from "../../session/LocalModel.js";
import type { Codebook, Dictionary } from "../Dictionary.js";
import { asBatch, batchPieces } from "./batchPieces.js";
import { codebookPlaces, groupPrefix } from "./codebookPlaces.js";
import { RowsBuilder } from "./RowsBuilder.js";
import type { SparseActivations, SparseReader, SparseSource } from "./SparseActivations.js";
import { partPrefix, type SparsePart, sparseParts } from "./SparsePart.js";
import { withDictionaries } from "./withDictionaries.js";

/** Numbers of activations held at a time: 64 MiB. */
const MOST = 2 ** 24;

/** One matrix that is read, and how. */
interface ReadSource extends SparseSource {
  readonly hooks: readonly string[];
  /** Numbers a token takes in a run. */
  readonly width: number;
  /** Adds one token's row: token `at` of the run's arrays. */
  add(rows: RowsBuilder, run: RunResult, at: number): void;
}

/**
 * Opens dictionaries for reading what fires, with one graph for all of them: the part of the model up to the last hook that is read, and their
 * encoders. TopK gives its k features as they are chosen; what other kinds leave above 0 is picked out of the dense row.
 *
 * @param options.anyModel see `AttachOptions`.
 * @throws SourceError as `attachDictionaries`.
 */
export async function sparseReader(
  model: LocalModel,
  dictionaries: readonly Dictionary[],
  { anyModel }: { readonly anyModel?: boolean } = {},
): Promise<SparseReader> {
  const sources = dictionaries.flatMap((dictionary, index) =>
    dictionary.kind === "codebook"
      ? [codeSource(dictionary, index)]
      : sparseParts(dictionary).map(part => featureSource(part, index)),
  );
  const hooks = [...new Set(sources.flatMap(source => source.hooks))];
  const width = sources.reduce((sum, source) => sum + source.width, 0);
  const held = await withDictionaries(model, dictionaries, anyModel);
  return {
    sources: sources.map(({ dictionary, hook, features }) => ({ dictionary, hook, features })),
    close: () => held.close(),
    async read(tokens, signal) {
      const rows = sources.map(({ features }) => new RowsBuilder(features));
      const pieces = batchPieces(asBatch(tokens), width, MOST);
      const run = (piece: readonly ArrayLike<number>[]) => {
        const begun = held.model.run(piece, { hooks, logits: "none", ...(signal && { signal }) });
        // Waited for later; until then nobody hears of it.
        begun.catch(() => {});
        return begun;
      };
      let next = pieces[0] && run(pieces[0]);
      for (let index = 0; next; index++) {
        const result: RunResult = await next;
        const following = pieces[index + 1];
        // Runs while this one's activations are gone through.
        next = following && run(following);
        for (const [which, source] of sources.entries()) addRows(rows[which]!, source, result);
      }
      return rows.map(one => one.build());
    },
  };
}

function addRows(rows: RowsBuilder, source: ReadSource, run: RunResult): void {
  const longest = Math.max(...run.lengths);
  for (const [text, length] of run.lengths.entries())
    for (let token = 0; token < length; token++) {
      source.add(rows, run, text * longest + token);
      rows.end();
    }
}

function featureSource(part: SparsePart, dictionary: number): ReadSource {
  const name = `${partPrefix(part)}.hook_sae_`;
  const { features, hookIn: hook, activation } = part;
  if (activation.kind !== "topk")
    return {
      dictionary,
      hook,
      features,
      width: features,
      hooks: [`${name}acts_post`],
      add: (rows, { hooks }, at) =>
        rows.addDense(hooks.get(`${name}acts_post`)!.data, at * features, (at + 1) * features),
    };
  const { k } = activation;
  const order = Array.from({ length: k }, (_, i) => i);
  return {
    dictionary,
    hook,
    features,
    width: 2 * k,
    hooks: [`${name}topk_values`, `${name}topk_indices`],
    add(rows, { hooks }, at) {
      const values = hooks.get(`${name}topk_values`)!.data.subarray(at * k, (at + 1) * k);
      const indices = hooks.get(`${name}topk_indices`)!.data.subarray(at * k, (at + 1) * k);
      // Nearly in order from the token before.
      for (const i of order.sort((a, b) => indices[a]! - indices[b]!))
        if (values[i] !== 0) rows.add(indices[i]!, values[i]!);
    },
  };
}

function codeSource(codebook: Codebook, dictionary: number): ReadSource {
  const { codes, groups, k } = codebook;
  const names = groups.map((_, group) => `${groupPrefix(codebook, group)}.hook_codebook_ids`);
  return {
    dictionary,
    hook: codebookPlaces(codebook)[0]!.hook,
    features: groups.length * codes,
    width: groups.length * k,
    hooks: names,
    add(rows, { hooks }, at) {
      for (const [group, name] of names.entries()) {
        const ids = hooks.get(name)!.data;
        for (let i = at * k; i < (at + 1) * k; i++) rows.add(group * codes + ids[i]!, 1);
      }
    },
  };
}

/**
 * What fires of one dictionary in one text or a batch; for more than one call, {@link sparseReader} compiles its graph once.
 *
 * @returns one matrix, of a cross-layer transcoder one for each layer.
 * @throws SourceError as {@link sparseReader}.
 */
export async function sparseActivations(
  model: LocalModel,
  dictionary: Dictionary,
  tokens: ArrayLike<number> | readonly ArrayLike<number>[],
  options: { readonly anyModel?: boolean } = {},
): Promise<SparseActivations[]> {
  const reader = await sparseReader(model, [dictionary], options);
  try {
    return await reader.read(tokens);
  } finally {
    await reader.close();
  }
}
