import { extname } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import { version } from "../../program/version.js";
import type { Figure, Provenance } from "../Figure.js";
import { dataHash } from "./dataHash.js";
import { type Child, element, markup, render } from "./element.js";
import { type Enhancer, enhancerScript, libraryScript } from "./enhancerScript.js";
import { htmlPage } from "./htmlPage.js";
import { provenanceLine } from "./provenanceLine.js";
import { rasterize } from "./rasterize.js";
import { saveFile } from "./saveFile.js";
import { type Drawing, svgDocument } from "./svgDocument.js";
import { visibleText } from "./visibleText.js";

/** What a view hands over to become a figure. */
export interface FigureParts {
  /** Name of the view, such as `score-chart`. */
  readonly kind: string;
  readonly title: string;
  /** What the picture shows, in words: its alternative text. */
  readonly description: string;
  readonly provenance: { readonly source: string; readonly seed?: number; readonly model?: string };
  /** What was drawn, as JSON: it is hashed and kept. */
  readonly data: unknown;
  readonly options: unknown;
  readonly draw: (id: string) => Drawing;
  /** HTML in place of picture, lead and details, where the view is text: the picture is then drawn only when asked for. */
  readonly html?: (id: string, about: string) => Child;
  /** HTML above the picture. */
  readonly lead?: Child;
  /** HTML below the picture that is there without scripts: tables, output. `about` is the provenance line. */
  readonly details?: (about: string) => Child;
  readonly enhancer?: Enhancer;
  /** Plain text without the title and provenance lines. */
  readonly text: string;
}

/** A figure with what tests and pages of several figures ask of it. */
export interface DrawnFigure extends Figure {
  readonly id: string;
  readonly provenance: Provenance;
}

/** Makes the figure: ids by hash of kind, data, options and provenance, so equal input gives equal bytes. */
export function createFigure(parts: FigureParts): DrawnFigure {
  const { kind, title, description } = parts;
  const provenance: Provenance = {
    ...parts.provenance,
    sha256: dataHash(parts.data),
    tracebook: version,
  };
  const id = `tb${dataHash([kind, title, parts.options, provenance]).slice(0, 12)}`;
  let svg: string | undefined;
  const toSVG = (): string => {
    svg ??= svgDocument(id, parts.draw(id), { title, description, provenance });
    return svg;
  };
  const pictured = (): Child => [
    parts.lead,
    element("img", {
      src: `data:image/svg+xml;base64,${Buffer.from(toSVG()).toString("base64")}`,
      alt: `${title}. ${description}`,
      style: "max-width:100%;height:auto",
    }),
    parts.details?.(provenanceLine(provenance)),
  ];
  const toHTML = (): string => {
    const still = element(
      "div",
      { "data-tracebook": id, id, style: "max-width:100%" },
      parts.html === undefined ? pictured() : parts.html(id, provenanceLine(provenance)),
    );
    const script =
      parts.enhancer === undefined
        ? undefined
        : markup(enhancerScript(id, parts.enhancer, provenanceLine(provenance)));
    const library = parts.enhancer?.library === undefined ? "" : libraryScript(parts.enhancer.library);
    return library + render([still, script]);
  };
  const toText = (): string =>
    visibleText(`${title}\n\n${parts.text.trimEnd()}\n\n${provenanceLine(provenance)}\n`);
  const toPNG = (options: { readonly scale?: number } = {}): Promise<Uint8Array> =>
    rasterize(toSVG(), options.scale ?? 2, JSON.stringify({ title, ...provenance }));
  const toJSON = (): unknown => ({
    schema: "tracebook/figure@1",
    kind,
    title,
    data: parts.data,
    options: parts.options,
    provenance,
  });
  const toPage = (): string => htmlPage(title, markup(toHTML()));
  const save = async (path: string): Promise<void> => {
    const extension = extname(path).toLowerCase();
    if (extension === ".svg") await saveFile(path, toSVG());
    else if (extension === ".html") await saveFile(path, toPage());
    else if (extension === ".png") await saveFile(path, await toPNG());
    else if (extension === ".txt") await saveFile(path, toText());
    else if (extension === ".json") await saveFile(path, `${JSON.stringify(toJSON(), null, 1)}\n`);
    else {
      throw new SourceError(
        `cannot save a figure as "${extension}": use .svg, .html, .png, .txt or .json`,
        path,
      );
    }
  };
  const figure = { id, title, provenance, toSVG, toHTML, toPage, toPNG, toText, toJSON, save };
  return showable("figure", figure);
}
