import type { HeadName } from "../../lens/layers/AttentionPatterns.js";

/** How attention is drawn. */
export interface AttentionFigureOptions {
  readonly title?: string;
  /** Name of the program or data set, for the provenance line. Default: the number of tokens. */
  readonly source?: string;
  /**
   * Heads that can be looked at; the first is drawn still. Default: the `most` whose attention to earlier places of the same
   * name is furthest above even attention.
   */
  readonly heads?: readonly HeadName[];
  /** Default 12, 1..64. */
  readonly most?: number;
  /** The query drawn still: a token, or the first token of a node. Default: the last name that stands before already. */
  readonly token?: number;
  readonly node?: number;
  /** Shares below it are left out of pages, 0..0.1. Default 0.001. */
  readonly least?: number;
  /** Source lines in the picture, 10..2000. Default 120. */
  readonly maxLines?: number;
  /** Width of the SVG in pixels, 640..2400. Default 960. */
  readonly width?: number;
}
