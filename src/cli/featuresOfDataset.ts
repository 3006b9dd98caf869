import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureCorpus } from "../lens/features/corpus/FeatureCorpus.js";
import type { FiringIndex, FiringIndexAbout, Firings } from "../lens/features/index/FiringIndex.js";
import { SourceError } from "../program/SourceError.js";
import { modelLabel } from "../providers/modelLabel.js";
import { type FeatureLens, type FeaturesCommand, fitLines } from "./features.js";
import { checkQuery, featureQuery, searchText } from "./featuresQuery.js";
import type { Library } from "./library.js";
import type { Session } from "./Session.js";

/** Texts whose fit is measured before anything else. */
const MEASURED = 50;

/** Features over a data set: how often they fire, the page of one, a search, or how faithful their dictionaries are. */
export async function featuresOfDataset(
  lib: Library,
  name: string,
  lens: FeatureLens,
  options: FeaturesCommand,
  session: Session,
): Promise<void> {
  const query = featureQuery(options);
  if (options.feature !== undefined) lib.findUnit(lens.dictionaries, options.feature);
  const dataset = lib.loadDataset(name);
  const { signal } = session;
  const programs = dataset.programs.slice(0, options.limit);
  const { sources, excluded } = await lib.featureDocuments({ programs }, lens.model.tokenizer, {
    form: lens.dialect ? "dialect" : "source",
    calls: options.calls,
    order: options.order,
    signal,
    onProgram: (id, done, total) => session.progress(`recording ${done} of ${total}: next ${id}`),
  });
  const { context } = lens.model.config;
  const fitting = sources.filter(({ ids = [] }) => ids.length <= context);
  const left = Object.entries(excluded).map(([reason, count]) => `${count} ${reason}`);
  if (fitting.length < sources.length)
    left.push(`${sources.length - fitting.length} longer than ${context} tokens`);
  if (fitting.length === 0)
    throw new SourceError(`no program is left: ${left.join(", ") || "the data set is empty"}`, name);
  const corpus = lib.makeFeatureCorpus(fitting, lens.model.tokenizer);
  if (query !== undefined) checkQuery(lib, corpus, query, options);
  const fit = await fitLines(
    lib,
    lens,
    fitting.slice(0, MEASURED).map(({ ids = [] }) => ids),
    options,
    session,
  );
  const head = [
    `${fitting.length} texts, ${corpus.ids.length} tokens of ${dataset.name}${left.length > 0 ? `; left out: ${left.join(", ")}` : ""}`,
    ...fit.lines,
  ];
  if (options.faithful) {
    const found = await lib.faithfulness(
      lens.model,
      lens.dictionaries,
      fitting.map(({ ids = [], program, family = program }) => ({ ids, family })),
      {
        anyModel: options.anyModel,
        signal,
        onProgress: (done, runs) => session.progress(`forward pass ${done} of ${runs}`),
      },
    );
    await session.print(
      options.json ? JSON.stringify(found) : [...head, "", lib.faithfulnessText(found)].join("\n"),
    );
    return;
  }
  await withIndex(lib, lens, corpus, options, session, async index => {
    if (options.feature !== undefined) return page(lib, lens, corpus, index, options, session, dataset.name);
    if (query !== undefined) {
      const found = await lib.searchUnits(index, corpus, query, {
        admissible: options.admissible,
        top: options.top ?? 20,
        seed: options.seed,
      });
      await session.print(
        options.json
          ? JSON.stringify(found)
          : [...head, "", searchText(found, unitName(lib, lens))].join("\n"),
      );
      return;
    }
    const statistics = lib.unitStatistics(index);
    if (options.json) return session.print(JSON.stringify({ fits: fit.fits, ...statistics }));
    const { units, dead, dense, l0 } = statistics;
    const named = unitName(lib, lens);
    const most = [...units].sort((a, b) => b.max - a.max || a.unit - b.unit).slice(0, options.top ?? 20);
    await session.print(
      [
        ...head,
        `${units.length} units: ${dead} never fire here, ${dense} on more than a tenth of the tokens; ${l0.toFixed(1)} a token`,
        "",
        ...most.map(
          ({ unit, firings, frequency, max, state }) =>
            `${named(unit).padEnd(18)} max ${max.toFixed(3).padStart(8)}  fires ${String(firings).padStart(7)} times (${(100 * frequency).toFixed(2)} %)${state === "live" ? "" : `  ${state}`}`,
        ),
      ].join("\n"),
    );
  });
}

/** An index that is there, or one that is built; one without a place of its own is removed at the end. */
async function withIndex(
  lib: Library,
  { model, dictionaries }: FeatureLens,
  corpus: FeatureCorpus,
  { index: path, anyModel }: FeaturesCommand,
  session: Session,
  act: (index: FiringIndex) => Promise<void>,
): Promise<void> {
  const folder = path === undefined ? await mkdtemp(join(tmpdir(), "tracebook-features-")) : undefined;
  const place = path ?? join(folder as string, "index");
  try {
    let index = existsSync(place) ? await lib.openFiringIndex(place) : undefined;
    if (index !== undefined) {
      const other = difference(index.about, await lib.firingIndexAbout(model, dictionaries, corpus));
      if (other !== undefined) {
        await index.close();
        throw new SourceError(
          `${place} is of other ${other}: name another file, or ask as when it was made`,
          "--index",
        );
      }
    }
    index ??= await lib.indexFirings(place, model, dictionaries, corpus, {
      anyModel,
      signal: session.signal,
      onProgress: (done, tokens) => session.progress(`indexed ${done} of ${tokens} tokens`),
    });
    try {
      await act(index);
    } finally {
      await index.close();
    }
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Quantiles of the activations above 0, as facts of a page. */
function quantileFacts(lib: Library, firings: Firings): [name: string, value: string][] {
  const values = lib.activationQuantiles(firings);
  if (values.length === 0) return [];
  const shares = lib.ACTIVATION_QUANTILES.map(share => `${100 * share} %`).join(", ");
  return [
    [`activation at ${shares} of its firings`, values.map(value => Number(value.toPrecision(3))).join(", ")],
  ];
}

/** In what an index is of something else. */
function difference(own: FiringIndexAbout, asked: FiringIndexAbout): string | undefined {
  if (own.corpus !== asked.corpus) return "texts (data set, --limit, --calls)";
  if (own.model !== asked.model) return "weights (--model)";
  if (own.dictionary !== asked.dictionary || JSON.stringify(own.groups) !== JSON.stringify(asked.groups))
    return "dictionaries (--dictionary, --layers)";
  return undefined;
}

/** Names of units as they count through the index. */
function unitName(lib: Library, { dictionaries }: FeatureLens): (unit: number) => string {
  const named = lib.unitNames(dictionaries);
  return unit => {
    let first = 0;
    for (const { units, name } of named) {
      if (unit < first + units) return name(unit - first);
      first += units;
    }
    return String(unit);
  };
}

/** The page of one feature or code. */
async function page(
  lib: Library,
  { model, name, dictionaries }: FeatureLens,
  corpus: FeatureCorpus,
  index: FiringIndex,
  { feature = "", out, json, seed }: FeaturesCommand,
  session: Session,
  source: string,
): Promise<void> {
  const place = lib.findUnit(dictionaries, feature);
  const { dictionary, own, part, unit } = place;
  const statistics = lib.unitStatistics(index).units[unit];
  const bands = await lib.unitExamples(index, corpus, unit, { seed });
  const firings = await index.unit(unit);
  const vector = lib.unitVector(dictionary, own, part);
  const [logits] = await lib.logitWeights(model, vector.writes, { hook: vector.hook, head: vector.head });
  const shared = {
    model: modelLabel(name),
    dictionary: dictionary.source.files[0] ?? dictionary.kind,
    layer: place.layer,
    corpus,
    statistics,
    bands,
    firings,
    logits,
  };
  const figure =
    dictionary.kind === "codebook"
      ? lib.codeFigure(
          lib.codePageData({
            ...shared,
            at: dictionary.at,
            ...(dictionary.groups.length > 1 && { head: Math.floor(own / dictionary.codes) }),
            code: own % dictionary.codes,
            codes: dictionary.codes,
            k: dictionary.k,
          }),
          { source },
        )
      : lib.featureFigure(
          lib.featurePageData({
            ...shared,
            kind: dictionary.kind,
            facts: quantileFacts(lib, firings),
            feature: own,
            features: dictionary.features,
          }),
          { source },
        );
  if (out !== undefined) {
    await figure.save(out);
    await session.print(json ? JSON.stringify({ out }) : out);
  } else await session.print(json ? JSON.stringify(figure.toJSON()) : figure.toText().trimEnd());
}
