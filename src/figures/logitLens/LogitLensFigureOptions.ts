/** How a logit lens is drawn. */
export interface LogitLensFigureOptions {
  readonly title?: string;
  /** Name of the program or data set, for the provenance line. Default: the model and the number of tokens. */
  readonly source?: string;
  /** Likeliest tokens kept for each cell in pages, 1..10. Default 3; of more than 20 000 cells 1. */
  readonly shown?: number;
  /** Source lines in the picture, 10..2000. Default 120. */
  readonly maxLines?: number;
  /** Width of the SVG in pixels, 640..2400. Default 960. */
  readonly width?: number;
}

/** Options with nothing left open. */
export interface LensSettings {
  readonly shown: number;
  readonly maxLines: number;
  readonly width: number;
}
