import { SourceError } from "../../../program/SourceError.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import type { LabelColumn } from "../labels/LabelColumn.js";
import { isLabelSet, type LabelValue } from "../labels/TextLabels.js";
import { CELL, type LabelQuery, type QueryCells } from "./LabelQuery.js";
import { regexCells } from "./regexCells.js";

/**
 * What a query says of every token of a corpus. Of several terms: `and` is false for certain where one term is false and read-out, `or` true
 * where one is true and read-out; else the result needs all terms: `missing` where one is, anticipation where one is.
 *
 * @throws SourceError for a label the corpus does not have (with those it has), a term of another kind than the label, an empty list, a
 * pattern that is none.
 */
export function queryCells(corpus: FeatureCorpus, query: LabelQuery): QueryCells {
  if ("regex" in query) return regexCells(corpus, query.regex, query.flags);
  if ("not" in query) {
    const { holds, marks } = queryCells(corpus, query.not);
    return { holds: holds.map((value, t) => (marks[t] === CELL.missing ? 0 : 1 - value)), marks };
  }
  if ("and" in query) return join(corpus, query.and, 0);
  if ("or" in query) return join(corpus, query.or, 1);
  if (!("label" in query)) throw new SourceError(`is no query: ${JSON.stringify(query)}`, "query");
  const column = corpus.labels.get(query.label);
  if (column === undefined)
    throw new SourceError(
      `the corpus has no label "${query.label}"; it has ${[...corpus.labels.keys()].join(", ") || "none"}`,
      "query",
    );
  if ("has" in query) return memberCells(column, query.has);
  if ("is" in query) {
    const wanted: readonly unknown[] = Array.isArray(query.is) ? query.is : [query.is];
    return valueCells(column, value => wanted.includes(value));
  }
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query;
  return valueCells(column, value => typeof value === "number" && value >= from && value <= to);
}

/** @param decisive the value of one term that decides the whole. */
function join(corpus: FeatureCorpus, terms: readonly LabelQuery[], decisive: 0 | 1): QueryCells {
  if (terms.length === 0) throw new SourceError("a list of no terms says nothing", "query");
  const cells = terms.map(term => queryCells(corpus, term));
  const holds = new Uint8Array(corpus.ids.length);
  const marks = new Uint8Array(corpus.ids.length);
  for (let t = 0; t < holds.length; t++) {
    if (cells.some(one => one.holds[t] === decisive && one.marks[t] === CELL.readOut)) {
      holds[t] = decisive;
      continue;
    }
    if (cells.some(one => one.marks[t] === CELL.missing)) marks[t] = CELL.missing;
    else {
      holds[t] = cells.some(one => one.holds[t] === decisive) ? decisive : 1 - decisive;
      if (cells.some(one => one.marks[t] === CELL.anticipation)) marks[t] = CELL.anticipation;
    }
  }
  return { holds, marks };
}

function valueCells(
  { name, codes, values, anticipated }: LabelColumn,
  test: (value: LabelValue) => boolean,
): QueryCells {
  if (values.some(isLabelSet))
    throw new SourceError(`label "${name}" is a set: ask what it \`has\``, "query");
  const wanted = Uint8Array.from(values, value => (test(value) ? 1 : 0));
  const holds = new Uint8Array(codes.length);
  const marks = new Uint8Array(codes.length);
  for (let t = 0; t < codes.length; t++) {
    if (codes[t] < 0) marks[t] = CELL.missing;
    else {
      holds[t] = wanted[codes[t]];
      marks[t] = anticipated[t];
    }
  }
  return { holds, marks };
}

/** A member is there for certain where it is known, and missing for certain only where nothing is open. */
function memberCells({ name, codes, values, anticipated }: LabelColumn, member: string): QueryCells {
  const states = values.map(value => {
    if (!isLabelSet(value)) throw new SourceError(`label "${name}" is no set: ask what it \`is\``, "query");
    return value.known.includes(member) ? 2 : value.open.includes(member) ? 1 : 0;
  });
  const holds = new Uint8Array(codes.length);
  const marks = new Uint8Array(codes.length);
  for (let t = 0; t < codes.length; t++) {
    if (codes[t] < 0) {
      marks[t] = CELL.missing;
      continue;
    }
    const state = states[codes[t]];
    holds[t] = state > 0 ? 1 : 0;
    marks[t] = state === 2 ? CELL.readOut : anticipated[t];
  }
  return { holds, marks };
}
