import { SourceError } from "../program/SourceError.js";

/**
 * Checks the name of a file a figure is to be written to: said before the work is done, not after it.
 *
 * @throws SourceError for an extension figures are not written as.
 */
export function expectFigureFile(path: string | undefined): void {
  if (path === undefined || /\.(svg|html|png|txt|json)$/i.test(path)) return;
  throw new SourceError(
    `the extension must be one of .html .svg .png .txt .json; got ${JSON.stringify(path)}`,
    "--out",
  );
}
