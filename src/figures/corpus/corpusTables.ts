import type { CorpusRow } from "../../evaluate/logits/CorpusTable.js";
import type { FigureTable } from "../core/FigureTable.js";
import type { CorpusFigureData } from "./CorpusFigureData.js";
import { bitsText, estimateText, shareText } from "./corpusWords.js";

const HEADS = ["nodes", "programs", "tokens", "bits"];

/** One model's rows: support, and every measure with its interval. */
export function rowTable(caption: string, head: string, rows: readonly CorpusRow[]): FigureTable {
  const shares = rows.some(({ share }) => share !== undefined);
  const number = (text: string) => ({ head: text, number: true });
  return {
    caption,
    columns: [
      { head },
      ...HEADS.map(number),
      ...(shares ? [number("share of the loss")] : []),
      number("bits a byte"),
      number("(mean of programs)"),
      number("geometric mean p"),
      number("mean p"),
    ],
    rows: rows.map(row => {
      const missing = row.few ? (row.programs === 0 ? "–" : "too few programs") : "–";
      return [
        row.key,
        bitsText(row.nodes),
        bitsText(row.programs),
        bitsText(row.tokens),
        bitsText(row.bits),
        ...(shares ? [row.share === undefined ? missing : estimateShare(row.share)] : []),
        row.bitsPerByte === undefined ? missing : estimateText(row.bitsPerByte.micro),
        row.bitsPerByte === undefined ? missing : estimateText(row.bitsPerByte.macro),
        row.geometricP === undefined ? missing : estimateText(row.geometricP.micro),
        row.meanP === undefined ? missing : estimateText(row.meanP.micro),
      ];
    }),
  };
}

function estimateShare({ value, low, high }: NonNullable<CorpusRow["share"]>): string {
  return low === undefined || high === undefined
    ? shareText(value)
    : `${shareText(value)} [${shareText(low)}, ${shareText(high)}]`;
}

/** Every table of the figure, with its heading. */
export function corpusTables({
  models,
  comparison,
}: CorpusFigureData): { heading: string; table: FigureTable }[] {
  const tables: { heading: string; table: FigureTable }[] = [];
  for (const { name, scores } of models) {
    const about = "95 % intervals by resampling programs";
    tables.push(
      {
        heading: `Categories, ${name}`,
        table: rowTable(
          `Every token once, by the node that owns it; ${about}.`,
          "category",
          scores.categories,
        ),
      },
      {
        heading: `Node types, ${name}`,
        table: rowTable(`Nodes with all below them, so types overlap; ${about}.`, "type", scores.rows),
      },
    );
    if (scores.excluded.length > 0)
      tables.push({
        heading: `Left out, ${name}`,
        table: {
          caption: "Programs that are not counted.",
          columns: [
            { head: "reason" },
            { head: "programs", number: true },
            { head: "first" },
            { head: "message" },
          ],
          rows: scores.excluded.map(({ reason, count, first, message = "" }) => [
            reason,
            String(count),
            first,
            message,
          ]),
        },
      });
  }
  if (comparison !== undefined)
    tables.push({ heading: "Difference", table: differenceTable(comparison, models) });
  return tables;
}

function differenceTable(
  { parts, total, onlyA, onlyB }: NonNullable<CorpusFigureData["comparison"]>,
  models: CorpusFigureData["models"],
): FigureTable {
  const [a, b] = [models[0].name, models[1]?.name ?? "second"];
  const only =
    onlyA + onlyB === 0
      ? ""
      : ` Bits of bytes that only one of them scored are in none: ${bitsText(onlyA)} and ${bitsText(onlyB)}.`;
  return {
    caption: `Bits of the bytes that both scored: the differences add up exactly.${only}`,
    columns: [
      { head: "group" },
      ...["bytes", a, b, "difference", "share", "difference, bits a byte"].map(head => ({
        head,
        number: true,
      })),
    ],
    rows: [...parts, total].map(part => [
      part.key,
      bitsText(part.bytes),
      bitsText(part.a),
      bitsText(part.b),
      bitsText(part.difference),
      part.share === undefined ? "–" : shareText(part.share),
      estimateText(part.perByte),
    ]),
  };
}
