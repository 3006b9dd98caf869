import type { PageBand } from "./PageExample.js";
import type { PageAssociation, PageHistogram, PageLogits } from "./PageNumbers.js";

/** What a feature page shows. */
export interface FeatureFigureData {
  readonly model?: string;
  /** Name of the dictionary for people. */
  readonly dictionary: string;
  /** `transcoder`, `sae`, `cross-layer transcoder`. */
  readonly kind: string;
  readonly layer: number;
  readonly feature: number;
  /** Features of the dictionary. */
  readonly features: number;
  /** Tokens of the corpus, and those it fires on. */
  readonly tokens: number;
  readonly firings: number;
  /** Greatest activation in the corpus; 0 where it never fires. */
  readonly max: number;
  /** Never fires; fires on more than a share of all tokens; or neither. */
  readonly state: "dead" | "dense" | "live";
  /** Further facts for the head, in order: name and value. */
  readonly facts?: readonly (readonly [name: string, value: string])[];
  /** The strongest first. */
  readonly bands: readonly PageBand[];
  /** Of the activations above 0. */
  readonly activations?: PageHistogram;
  readonly logits?: PageLogits;
  readonly associations?: readonly PageAssociation[];
}

/** How a feature page is drawn. */
export interface FeatureFigureOptions {
  readonly title?: string;
  /** Name of the corpus, for the provenance line. Default: its number of tokens. */
  readonly source?: string;
  /** Examples shown of each band, 1..200; how many are left out is said. Default 20. */
  readonly examples?: number;
  /** Examples in the picture (SVG, PNG), 0..40. Default 6. */
  readonly drawn?: number;
  /** Width of the picture in pixels, 640..2400. Default 960. */
  readonly width?: number;
}

/** Options with nothing left open. */
export type PageSettings = Required<Omit<FeatureFigureOptions, "title" | "source">>;
