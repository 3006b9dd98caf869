import type { FigureTable } from "../core/FigureTable.js";
import type { PageBand } from "./PageExample.js";
import type { PageHistogram, PageLogits } from "./PageNumbers.js";

/** What shades of a page stand for: activations up to the greatest, or ranks of a code among the k of a token. */
export type PageScale =
  | { readonly by: "value"; readonly name: string; readonly most: number }
  | { readonly by: "rank"; readonly k: number };

/** A page of a feature or a code, ready to be drawn: plain data that picture, page and text are made from. */
export interface PageModel {
  readonly title: string;
  /** What stands in the head, in sentences. */
  readonly lines: readonly string[];
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly scale: PageScale;
  readonly bands: readonly ShownBand[];
  readonly charts: readonly PageChart[];
  readonly logits?: PageLogits;
  readonly tables: readonly PageTable[];
}

/** A band with the examples that are shown of it. */
export interface ShownBand extends PageBand {
  /** Examples given and not shown. */
  readonly left: number;
}

/** A histogram with its words. */
export interface PageChart {
  readonly heading: string;
  /** What is counted, such as `tokens`, and along which axis. */
  readonly counts: string;
  readonly axis: string;
  readonly histogram: PageHistogram;
}

/** A table with its heading. */
export interface PageTable {
  readonly heading: string;
  readonly table: FigureTable;
  readonly open?: boolean;
}
