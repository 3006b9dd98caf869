import { basename } from "node:path";
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
  const { text, lines, steps } = shown(lib, file, lens, recorded, options);
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
  const named = lib.unitNames(dictionaries);
  const features = read.flatMap((block, i) => lib.onSourceFeatures(block, named[i].name));
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

/** The text the model reads: a document of its dialect where it has one and the run can be written in it, else the source. */
function shown(
  lib: Library,
  file: string,
  { dialect }: FeatureLens,
  recorded: Trace | undefined,
  { language }: FeaturesCommand,
): Pick<ReturnType<Library["promptSpans"]>, "lines" | "steps"> & { readonly text: string } {
  if (dialect && recorded !== undefined) {
    const text = lib.dialectDocument(recorded);
    if (text !== undefined) return { text, ...lib.promptSpans(text, recorded.programs[0]) };
  }
  const text = readText(file);
  const program = recorded?.programs[0] ?? lib.parse(text, { file: basename(file), language });
  const lines = program.source
    .split("\n")
    .reduce<{ line: number; start: number; end: number }[]>((all, line) => {
      const start = all.length === 0 ? 0 : all[all.length - 1].end + 1;
      all.push({ line: all.length + 1, start, end: start + line.length });
      return all;
    }, []);
  return { text: program.source, lines, steps: [] };
}
