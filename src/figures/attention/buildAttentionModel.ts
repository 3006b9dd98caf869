import type { Aligned } from "../../lens/align/Aligned.js";
import type { AttentionPatterns } from "../../lens/layers/AttentionPatterns.js";
import { type HeadSummary, headSummaries, sameNames } from "../../lens/layers/headSummaries.js";
import { leadOf } from "../../lens/layers/patternRow.js";
import { SourceError } from "../../program/SourceError.js";
import { type CodeUnit, codeUnits } from "../logitLens/codeRows.js";
import type { LensUnit } from "../logitLens/LensModel.js";
import { rankOf } from "../logits/levels.js";
import type { AttentionFigureOptions } from "./AttentionFigureOptions.js";
import type { AttentionModel, HeadRow } from "./AttentionModel.js";
import { packPattern } from "./packPattern.js";

/** Everything the figure shows, as plain data. */
export function buildAttentionModel(
  patterns: AttentionPatterns,
  aligned: Aligned,
  options: AttentionFigureOptions,
  least: number,
  most: number,
): AttentionModel {
  const lead = leadOf(patterns);
  const tokens = patterns.ids.length + lead;
  const summaries = headSummaries(patterns, aligned);
  const heads = chosenHeads(patterns, summaries, options.heads, most);
  const size = tokens * tokens;
  const packed = heads.map(h =>
    packPattern(patterns.patterns.subarray(h * size, (h + 1) * size), tokens, least),
  );
  const units = codeUnits(aligned, patterns.names);
  const types: string[] = [];
  const typeIndex = new Map<string, number>();
  const { nodes } = aligned.source;
  for (const { type } of nodes) {
    if (typeIndex.has(type)) continue;
    typeIndex.set(type, types.length);
    types.push(type);
  }
  return {
    text: aligned.scored.text,
    model: patterns.model,
    tokens,
    lead,
    units: [
      ...(lead === 0 ? [] : [[0, 0, 0, -1, patterns.lead] as const]),
      ...units.map(({ start, end, token, lastToken, node, special }): LensUnit => {
        const at = token + lead;
        const more = lastToken - token;
        return special === undefined ? [end - start, at, more, node] : [0, at, more, node, special];
      }),
    ],
    parts: unitParts(units, aligned, lead),
    owners: [...new Array<number>(lead).fill(-1), ...aligned.owner].map((owner, t) =>
      owner >= 0 && aligned.trivia[t - lead] === 1 ? -2 - owner : owner,
    ),
    nodes: nodes.map(node => [typeIndex.get(node.type)!, node.parent, rankOf(node), node.line]),
    types,
    heads: heads.map(h => [patterns.heads[h].layer, patterns.heads[h].head]),
    patterns: packed.map(({ bytes }) => Buffer.from(bytes).toString("base64")),
    least,
    kept: packed.reduce((sum, { kept }) => sum + kept, 0) / packed.length,
    summaries: summaries.map(headRow),
    query: { head: 0, token: queryToken(aligned, options) + lead },
  };
}

/** How much more a head attends to the same name than even attention would; heads without such a query go by what is not on the first token. */
function interest({ sameName, sameNameEven, first }: HeadSummary): number {
  return sameName === undefined || sameNameEven === undefined ? -first : sameName - sameNameEven;
}

/** Heads of the page: those asked for, or the most interesting ones, that one first. */
function chosenHeads(
  patterns: AttentionPatterns,
  summaries: readonly HeadSummary[],
  asked: AttentionFigureOptions["heads"],
  most: number,
): number[] {
  if (asked === undefined) {
    return [...summaries.keys()]
      .sort((a, b) => interest(summaries[b]) - interest(summaries[a]) || a - b)
      .slice(0, most);
  }
  const found = asked.map(({ layer, head }) => {
    const index = patterns.heads.findIndex(own => own.layer === layer && own.head === head);
    if (index < 0) throw new SourceError(`layer ${layer}, head ${head} was not read`, "heads");
    return index;
  });
  if (found.length === 0) throw new SourceError("the list is empty: leave it out for the default", "heads");
  return [...new Set(found)];
}

/** The query drawn still: the token asked for, the first of the node asked for, or the last name that stands before already. */
function queryToken(aligned: Aligned, { token, node }: AttentionFigureOptions): number {
  const count = aligned.owner.length;
  if (token !== undefined) {
    if (Number.isInteger(token) && token >= 0 && token < count) return token;
    throw new SourceError(`token must be within 0..${count - 1}, not ${token}`, "attention figure");
  }
  if (node !== undefined) {
    const own = aligned.source.nodes[node];
    const first = own === undefined ? -1 : aligned.owner.findIndex(n => n >= own.id && n <= own.last);
    if (first >= 0) return first;
    throw new SourceError(`node ${node} owns no token of this text`, "attention figure");
  }
  const repeated = sameNames(aligned).reduce((last, earlier, t) => (earlier === undefined ? last : t), -1);
  return repeated >= 0 ? repeated : count - 1;
}

/** Parts of units that are not one whole token. */
function unitParts(units: readonly CodeUnit[], aligned: Aligned, lead: number): AttentionModel["parts"] {
  const { pieceStart, pieceNode, pieceShare } = aligned;
  // A token may come back in the same node (a leaf between two gaps of one node): its share is told apart evenly.
  const times = new Map<string, number>();
  const each = (visit: (unit: number, token: number, node: number) => void): void =>
    units.forEach(({ token, lastToken, node, special }, u) => {
      if (special !== undefined) return;
      for (let t = token; t <= lastToken; t++) visit(u, t, node);
    });
  each((_u, t, node) => times.set(`${t} ${node}`, (times.get(`${t} ${node}`) ?? 0) + 1));
  const parts: Record<number, [number, number][]> = {};
  each((u, t, node) => {
    let share = 0;
    let inside = 0;
    for (let p = pieceStart[t]; p < pieceStart[t + 1]; p++) {
      inside += pieceShare[p];
      if (pieceNode[p] === node) share += pieceShare[p];
    }
    if (node < 0) share = 1 - inside;
    const thousandths = Math.round((1000 * share) / times.get(`${t} ${node}`)!);
    const { token, lastToken } = units[u];
    if (thousandths === 1000 && token === lastToken) return;
    parts[u + lead] ??= [];
    parts[u + lead].push([t + lead, thousandths]);
  });
  return parts;
}

function headRow(s: HeadSummary): HeadRow {
  const share = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : Math.round(value * 1000);
  return [
    s.layer,
    s.head,
    Math.round((Number.isNaN(s.entropy) ? 0 : s.entropy) * 100) / 100,
    share(s.previous) ?? 0,
    share(s.first) ?? 0,
    share(s.self) ?? 0,
    share(s.sameName),
    share(s.sameNameEven),
    share(s.induction),
  ];
}
