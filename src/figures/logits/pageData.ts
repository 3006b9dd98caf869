import { visibleText } from "../core/visibleText.js";
import { packed, steps } from "./columns.js";
import type { LogitsFigureOptions } from "./LogitsFigureOptions.js";
import type { LogitsModel, Side } from "./LogitsModel.js";
import { LEVELS } from "./levels.js";
import type { LogitsSettings } from "./settleLogits.js";
import { hasStrip } from "./strip.js";
import { spelled } from "./tokenText.js";
import { unitName } from "./units.js";

/** Collects texts, each once. */
function texts(common: readonly string[] = []): {
  readonly list: string[];
  readonly index: (text: string) => number;
} {
  const counts = new Map<string, number>();
  for (const text of common) counts.set(text, (counts.get(text) ?? 0) + 1);
  // The most frequent come first: their numbers are short.
  const list = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!);
  const known = new Map(list.map((text, i) => [text, i]));
  return {
    list,
    index(text) {
      let at = known.get(text);
      if (at === undefined) {
        at = list.length;
        known.set(text, at);
        list.push(text);
      }
      return at;
    },
  };
}

function sideData(side: Side, cells: LogitsModel["cells"], which: number): unknown {
  const flat = side.alternatives.flat();
  const words = texts(flat.map(({ text }) => spelled(text)));
  const of = cells.map(cell => cell.tokens[which]);
  return {
    name: side.name,
    bytes: packed(side.bytes),
    bits: packed(side.bits),
    rank: side.has.rank ? packed(side.rank) : "",
    entropy: side.has.entropy ? packed(side.entropy) : "",
    alternatives: side.has.alternatives
      ? {
          counts: packed(side.alternatives.map(list => list.length)),
          text: packed(flat.map(({ text }) => words.index(spelled(text)))),
          bits: packed(flat.map(({ bits }) => Math.round(bits * 100) / 100)),
          texts: words.list,
        }
      : 0,
    // Tokens of cells, and how many more share the cell.
    first: packed(steps(of.map(([first]) => first))),
    more: of.some(([first, last]) => last > first) ? packed(of.map(([first, last]) => last - first)) : "",
    u: unitData(side),
  };
}

/**
 * Numbers of units. Those of one token at most (most leaves) are those of their weakest token, and left out where that holds
 * for all of them.
 */
function unitData({ units, bits, bytes, rank, entropy, has }: Side): unknown {
  const hundredths = (value: number): number => Math.round(value * 100) / 100;
  const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));
  const plain = units.every(({ score, measured }) => {
    if (score.tokens > 1 || score.weakest === undefined) return true;
    const t = score.weakest;
    return (
      same(measured.bits, hundredths(bits[t])) &&
      measured.bytes === bytes[t] &&
      measured.scored === 1 &&
      measured.rank === rank[t] &&
      (!has.entropy || same(measured.entropy, entropy[t]))
    );
  });
  const listed = plain ? units.filter(({ score }) => score.tokens > 1) : units;
  return {
    plain,
    tokens: packed(units.map(unit => unit.score.tokens)),
    weakest: packed(steps(units.map(unit => unit.score.weakest ?? Number.NaN))),
    shared: packed(units.map(unit => unit.score.shared)),
    unscored: Object.fromEntries(
      units.flatMap(({ index, score: { unscored } }) => (unscored > 0 ? [[index, unscored]] : [])),
    ),
    bits: packed(listed.map(unit => unit.measured.bits)),
    bytes: packed(listed.map(unit => unit.measured.bytes)),
    entropy: has.entropy ? packed(listed.map(unit => unit.measured.entropy)) : "",
    rank: has.rank ? packed(listed.map(unit => unit.measured.rank)) : "",
    // Only shares of tokens make it other than tokens less unscored.
    scored: units.some(
      ({ measured, score }) => measured.scored > 0 && measured.scored !== score.tokens - score.unscored,
    )
      ? packed(listed.map(unit => unit.measured.scored))
      : "",
  };
}

/** What the live view needs, as packed columns: about 40 bytes a token with five alternatives and its share of the nodes. */
export function pageData(
  model: LogitsModel,
  settings: LogitsSettings,
  { reference, structural = [] }: LogitsFigureOptions,
): unknown {
  const { units, cells } = model;
  const types = texts();
  const same = model.cutRows === 0 && !model.text.includes("\r") && visibleText(model.text) === model.text;
  const two = model.sides.length === 2;
  const sorted = [...(reference?.bitsPerToken ?? [])].filter(value => value >= 0).sort((a, b) => a - b);
  return {
    // The page has the text already, but for what had to be made visible.
    text: same ? 0 : model.text,
    sides: model.sides.map((side, s) => sideData(side, cells, s)),
    cells: {
      length: same ? "" : packed(cells.map(cell => cell.end - cell.start)),
      unit: packed(steps(cells.map(cell => cell.unit))),
    },
    units: {
      // The parent comes before its children: how far back it stands.
      back: packed(units.map(unit => (unit.parent < 0 ? 0 : unit.index - unit.parent))),
      // The rank of a unit, and whether it is a statement, stand with its name.
      type: packed(units.map(unit => types.index(`${unit.rank}${unit.statement ? 1 : 0}${unitName(unit)}`))),
    },
    strip: hasStrip(model),
    types: types.list,
    levels: LEVELS,
    level: LEVELS.indexOf(settings.granularity),
    statistic: settings.statistic,
    scales: model.scales
      .filter(({ name }) => (two ? name === "bits/byte" || name === "bits" : isKnown(model, name)))
      .map(({ name, label, most }) => ({ name, label, most })),
    share: settings.weakShare,
    weakBits: Number.isFinite(model.weakBits) ? model.weakBits : 1e9,
    openWorst: settings.openWorst,
    policy: settings.policy,
    reference:
      reference === undefined
        ? 0
        : {
            name: reference.name,
            // Value from which on the largest i % lie.
            top: Array.from(
              { length: 101 },
              (_, i) =>
                Math.round(
                  (sorted[Math.max(0, sorted.length - Math.max(1, Math.ceil((i / 100) * sorted.length)))] ??
                    0) * 1000,
                ) / 1000,
            ),
          },
    structural: Object.fromEntries(
      structural.map(({ token, alternatives, rest }) => [
        token,
        [...alternatives.map(({ key, probability }) => [key, probability]), ["all other tokens", rest]],
      ]),
    ),
  };
}

function isKnown(model: LogitsModel, statistic: string): boolean {
  const [{ has }] = model.sides;
  if (statistic === "rank") return has.rank;
  return (statistic !== "entropy" && statistic !== "excess") || has.entropy;
}
