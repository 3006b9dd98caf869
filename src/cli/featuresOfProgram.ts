import { basename } from "node:path";
import type { OnSourceFeature } from "../figures/features/onSource/FeaturesOnSourceData.js";
import type { Dictionary } from "../lens/dictionary/Dictionary.js";
import type { FiringBlock } from "../lens/features/index/FiringBlock.js";
import { SourceError } from "../program/SourceError.js";
import { modelLabel } from "../providers/modelLabel.js";
import type { Trace } from "../trace/format/Trace.js";
import { type FeatureLens, type FeaturesCommand, fitLines } from "./features.js";
import type { Library } from "./library.js";
import { readText } from "./readText.js";
import { recordProgram } from "./recordProgram.js";
import type { Session } from "./Session.js";

/** Features on one program: on its source, and with a call on the steps of its trace. */
export async function featuresOfProgram(
  lib: Library,
  file: string,
  lens: FeatureLens,
  options: FeaturesCommand,
  session: Session,
): Promise<void> {
  const { model, name, dictionaries } = lens;
  const { call, language, anyModel, out, json } = options;
  const recorded =
    call === undefined ? undefined : await recordProgram(lib, file, { call, language }, session);
  const { text, lines, steps } = shown(lib, file, lens, recorded, options, session);
  const { tokenizer } = model;
  const ids = tokenizer.encode(text, { bos: tokenizer.addsBos });
  if (ids.length > model.config.context)
    throw new SourceError(
      `${ids.length} tokens do not fit the context of ${model.config.context} tokens`,
      file,
    );
  const spans = tokenizer.spans(text, ids);
  const fit = await fitLines(lib, lens, [ids], options, session);
  session.progress(`reading ${file}`);
  const reader = await lib.sparseReader(model, dictionaries, { anyModel });
  const read = await reader.read(ids, session.signal).finally(() => reader.close());
  const features = onSource(lib, dictionaries, read);
  const tokens = lib.onSourceTokens(text, spans);
  const figure = lib.featuresOnSourceFigure(
    {
      model: modelLabel(name),
      program: basename(file),
      call: call ?? "",
      text,
      tokens,
      lines,
      steps,
      features,
      ...(recorded !== undefined && { trace: recorded }),
    },
    { source: basename(file) },
  );
  if (out !== undefined) {
    await figure.save(out);
    await session.print(json ? JSON.stringify({ out, fits: fit.fits }) : [...fit.lines, out].join("\n"));
  } else if (json) await session.print(JSON.stringify({ fits: fit.fits, ...(figure.toJSON() as object) }));
  else await session.print([...fit.lines, "", figure.toText().trimEnd()].join("\n"));
}

/** What fires, comparable within each layer: features by what they write, codes by their rank. */
function onSource(
  lib: Library,
  dictionaries: readonly Dictionary[],
  read: readonly FiringBlock[],
): OnSourceFeature[] {
  const named = lib.unitNames(dictionaries);
  const sizes = lib.writtenSizes(dictionaries);
  const ranked = dictionaries.flatMap(dictionary =>
    dictionary.kind === "codebook"
      ? [dictionary.k]
      : new Array<undefined>(
          dictionary.kind === "cross-layer transcoder" ? dictionary.layers.length : 1,
        ).fill(undefined),
  );
  return read.flatMap((block, i) => {
    const { name, layer, units } = named[i];
    const k = ranked[i];
    const group = `layer ${layer}`;
    return k === undefined
      ? lib.onSourceFeatures(block, name, { sizes: sizes[i], group })
      : lib.onSourceFeatures(lib.rankedCodes(block, k), name, { max: new Uint8Array(units).fill(1), group });
  });
}

/** The text the model reads: a document of its dialect where it has one and the run can be written in it, else the source. */
function shown(
  lib: Library,
  file: string,
  { dialect }: FeatureLens,
  recorded: Trace | undefined,
  { language, call }: FeaturesCommand,
  session: Session,
): Pick<ReturnType<Library["promptSpans"]>, "lines" | "steps"> & { readonly text: string } {
  if (dialect && recorded !== undefined) {
    const text = lib.dialectDocument(recorded);
    if (text !== undefined) return { text, ...lib.promptSpans(text, recorded.programs[0]) };
    session.warn(
      `${call} cannot be written as the model was taught (${String(lib.traceRows(recorded))}): it reads the source alone, and features stand on the source`,
    );
  } else if (recorded !== undefined)
    session.warn(
      "the model reads the source alone: features stand on the source, the steps in the trace viewer beside it",
    );
  const text = readText(file);
  const program = recorded?.programs[0] ?? lib.parse(text, { file: basename(file), language });
  const lines: { line: number; start: number; end: number }[] = [];
  for (const match of program.source.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)) {
    // Nothing is behind the last line's end.
    if (match[0] === "" && lines.length > 0) break;
    lines.push({ line: lines.length + 1, start: match.index, end: match.index + match[1].length });
  }
  return { text: program.source, lines, steps: [] };
}
