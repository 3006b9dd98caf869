/**
 * A drawing with its data and provenance. SVG and HTML are a function of data, options and library version
 * only: no clock, no path, no randomness.
 */
export interface Figure {
  readonly title: string;
  /** Standalone SVG document. */
  toSVG(): string;
  /**
   * HTML fragment that keeps its meaning with scripts stripped (the SVG as an `<img>` data URI or plain
   * HTML inside), and grows interactive through one inline script. Safe to put several on one page.
   */
  toHTML(): string;
  /** A whole HTML page around {@link Figure.toHTML}. */
  toPage(): string;
  /** PNG through resvg with the font we ship. */
  toPNG(options?: { readonly scale?: number }): Promise<Uint8Array>;
  /** Plain text for terminals and screen readers. */
  toText(): string;
  /** Data, options and provenance. */
  toJSON(): unknown;
  /** Writes by extension (.svg .html .png .txt .json), tmp + rename. */
  save(path: string): Promise<void>;
}

/** Where the data of a figure came from; printed in a line under it and kept in the file. */
export interface Provenance {
  readonly source: string;
  /** Hash of the drawn data, hex. */
  readonly sha256: string;
  readonly seed?: number;
  readonly model?: string;
  readonly tracebook: string;
}
