import type { Aligned } from "../../lens/align/Aligned.js";
import { type Decided, decidedAt } from "../../lens/layers/decidedAt.js";
import type { DecidedGroup } from "../../lens/layers/decidedGroups.js";
import type { LogitLens } from "../../lens/layers/LogitLensTable.js";
import { codeUnits } from "./codeRows.js";
import type { LensGroup, LensModel, LensRow } from "./LensModel.js";

/** Nothing was said of the token. */
export const UNSAID = 255;
/** Most words a page can name. */
const WORDS = 0xfffe;

/** Everything the figure shows of a lens, as plain data. */
export function buildLensModel(lens: LogitLens, aligned: Aligned, shown: number): LensModel {
  const tokens = lens.ids.length;
  const truth = decidedAt(lens, aligned, { by: "truth" });
  const final = decidedAt(lens, aligned, { by: "final" });
  const row = (layer: number | undefined): number => (layer === undefined ? -1 : lens.layers.indexOf(layer));
  const types: string[] = [];
  const typeIndex = new Map<string, number>();
  const { nodes } = aligned.source;
  const typeOf = (name: string): number => {
    let index = typeIndex.get(name);
    if (index === undefined) {
      index = types.length;
      types.push(name);
      typeIndex.set(name, index);
    }
    return index;
  };
  return {
    text: aligned.scored.text,
    model: lens.model,
    layers: lens.layers,
    tokens,
    guess: Math.log2(lens.vocabulary),
    units: codeUnits(aligned, lens.names).map(({ start, end, token, lastToken, node, special }) =>
      special === undefined
        ? [end - start, token, lastToken - token, node]
        : [0, token, lastToken - token, node, special],
    ),
    bits: coded(lens.logprobs, value => (-value / Math.LN2) * 8),
    ranks: coded(lens.ranks, rank => (rank === 0 ? Number.NaN : Math.log2(rank) * 12)),
    entropies: coded(lens.entropies, value => (value / Math.LN2) * 8),
    divergences: coded(lens.divergences, value => (value / Math.LN2) * 8),
    ...saidOf(lens, shown),
    final: final.tokens.map(row),
    truth: truth.tokens.map(row),
    nodes: nodes.map((node, n) => [
      typeOf(node.type),
      node.parent,
      truth.counted[n] === 0 ? -2 : row(truth.nodes[n]),
    ]),
    types,
    summary: lens.layers.map((_layer, r) => summaryRow(lens, r, truth, final)),
    categories: truth.byCategory.map(groupOf),
    byType: truth.byType.map(groupOf),
  };
}

function coded(values: Float32Array | Int32Array, code: (value: number) => number): string {
  const bytes = Buffer.alloc(values.length, UNSAID);
  values.forEach((value, i) => {
    const number = code(value);
    if (!Number.isNaN(number)) bytes[i] = Math.max(0, Math.min(254, Math.round(number)));
  });
  return bytes.toString("base64");
}

/** The likeliest words of every cell. */
function saidOf(lens: LogitLens, most: number): Pick<LensModel, "shown" | "said" | "saidP" | "words"> {
  const shown = Math.min(most, lens.top);
  const cells = lens.layers.length * lens.ids.length;
  const said = Buffer.alloc(cells * shown * 2, 255);
  const saidP = Buffer.alloc(cells * shown);
  const words: string[] = [];
  const index = new Map<number, number>();
  for (let cell = 0; cell < cells; cell++) {
    for (let k = 0; k < shown; k++) {
      const id = lens.topIds[cell * lens.top + k];
      if (id < 0) continue;
      let word = index.get(id);
      if (word === undefined) {
        if (words.length > WORDS) continue;
        word = words.length;
        words.push(lens.words.get(id) ?? `#${id}`);
        index.set(id, word);
      }
      const at = cell * shown + k;
      said.writeUInt16LE(word, at * 2);
      saidP[at] = Math.min(255, Math.round(Math.sqrt(Math.exp(lens.topLogprobs[cell * lens.top + k])) * 255));
    }
  }
  return { shown, said: said.toString("base64"), saidP: saidP.toString("base64"), words };
}

function summaryRow(lens: LogitLens, row: number, truth: Decided, final: Decided): LensRow {
  const tokens = lens.ids.length;
  const layer = lens.layers[row];
  const ranks: number[] = [];
  const sums = { bits: 0, entropy: 0, divergence: 0 };
  for (let cell = row * tokens; cell < (row + 1) * tokens; cell++) {
    if (lens.ranks[cell] === 0) continue;
    ranks.push(lens.ranks[cell]);
    sums.bits -= lens.logprobs[cell] / Math.LN2;
    sums.entropy += lens.entropies[cell] / Math.LN2;
    sums.divergence += lens.divergences[cell] / Math.LN2;
  }
  ranks.sort((a, b) => a - b);
  const n = ranks.length;
  const mean = (sum: number): number => (n === 0 ? 0 : sum / n);
  return {
    layer,
    bits: mean(sums.bits),
    entropy: mean(sums.entropy),
    divergence: mean(sums.divergence),
    right: mean(ranks.filter(rank => rank === 1).length),
    rank: n === 0 ? 0 : (ranks[(n - 1) >> 1] + ranks[n >> 1]) / 2,
    final: final.tokens.filter(at => at === layer).length,
    truth: truth.tokens.filter(at => at === layer).length,
  };
}

function groupOf({ name, nodes, decided, first, median, third }: DecidedGroup): LensGroup {
  return { name, nodes, decided, ...(median !== undefined && { first, median, third }) };
}
