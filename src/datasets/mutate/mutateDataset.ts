import type { Trace } from "../../trace/format/Trace.js";
import type { Dataset } from "../Dataset.js";
import { inOrder } from "../inOrder.js";
import { datasetFiles, type FolderFiles } from "../saveDataset.js";
import type { Mutant, MutantKind, MutantRecord, MutantRefusal, NoMutant } from "./Mutant.js";
import { mutate, recorded } from "./mutate.js";

/** Which mutants {@link mutateDataset} makes. */
export interface MutateDatasetOptions {
  readonly kinds: readonly MutantKind[];
  /** Whole number from 0: equal seeds give equal mutants. */
  readonly seed: number;
  /** Programs worked on at the same time; the result does not depend on it. Default 2. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Told after each program. */
  readonly onProgress?: (done: number, total: number, id: string) => void;
}

/** The mutants of a data set, and what could not be made. */
export interface MutantSet {
  readonly of: Dataset;
  readonly seed: number;
  readonly mutants: readonly Mutant[];
  readonly refused: readonly NoMutant[];
}

/** How many mutants of a kind were made, and how many refused for which reason. */
export interface MutantCount {
  readonly kind: MutantKind;
  readonly made: number;
  readonly refused: Readonly<Partial<Record<MutantRefusal, number>>>;
}

/**
 * Makes one mutant of each kind of every program of a data set. Each is compared with its original on every call;
 * what does not agree is refused. The order is that of the programs, and of the kinds within a program.
 *
 * @throws SourceError for a program or call that cannot be read.
 */
export async function mutateDataset(dataset: Dataset, options: MutateDatasetOptions): Promise<MutantSet> {
  const { kinds, seed, concurrency = 2, signal, onProgress } = options;
  const mutants: Mutant[] = [];
  const refused: NoMutant[] = [];
  let done = 0;
  await inOrder(
    dataset.programs,
    concurrency,
    async program => {
      signal?.throwIfAborted();
      const known = new Map<string, Promise<Trace>>();
      const traces = (call: string): Promise<Trace> => {
        const made = known.get(call) ?? recorded(program, call, signal);
        known.set(call, made);
        return made;
      };
      const results: (Mutant | NoMutant)[] = [];
      for (const kind of kinds) results.push(await mutate(program, kind, seed, { signal, traces }));
      return results;
    },
    (results, program) => {
      for (const result of results) {
        if ("refused" in result) refused.push(result);
        else mutants.push(result);
      }
      onProgress?.(++done, dataset.programs.length, program.id);
      return true;
    },
  );
  return { of: dataset, seed, mutants, refused };
}

/** Counts by kind, in the order of the kinds. */
export function mutantCounts(
  { mutants, refused }: MutantSet,
  kinds: readonly MutantKind[],
): readonly MutantCount[] {
  return kinds.map(kind => {
    const reasons: Partial<Record<MutantRefusal, number>> = {};
    for (const each of refused)
      if (each.kind === kind) reasons[each.refused] = (reasons[each.refused] ?? 0) + 1;
    return { kind, made: mutants.filter(each => each.kind === kind).length, refused: reasons };
  });
}

/**
 * Files of a data set of mutants: `index.json` and sources as every data set has, and `mutants.json` with a
 * {@link MutantRecord} for each program by its id, and the refusals.
 */
export function mutantFiles({ of, seed, mutants, refused }: MutantSet): FolderFiles {
  const files = datasetFiles(
    { name: `${of.name}-mutants`, version: of.version, title: `Mutants of ${of.title}`, licence: of.licence },
    mutants.map(each => each.program),
    { mutants: { of: of.name, sha256: of.sha256, seed } },
  );
  const records = Object.fromEntries(
    mutants.map(({ program, of: id, kind, seed: own, changes, mapping }) => {
      return [program.id, { of: id, kind, seed: own, changes, mapping } satisfies MutantRecord];
    }),
  );
  const rows = Object.entries(records).map(
    ([id, record]) => ` ${JSON.stringify(id)}: ${JSON.stringify(record)}`,
  );
  const text = `{"schema": "tracebook/mutants@1", "mutants": {\n${rows.join(",\n")}\n}, "refused": ${JSON.stringify(refused)}}\n`;
  return { ...files, "mutants.json": text };
}
