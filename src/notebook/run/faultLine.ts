import { stripVTControlCharacters } from "node:util";
import type { ErrorOutput } from "./Notebook.js";

/**
 * Line of a cell that an error comes from, as the traceback says it.
 *
 * @param count execution count of the cell: kernels name cells by it.
 * @returns 1-based; null where the kernel does not say.
 */
export function faultLine({ evalue, traceback }: ErrorOutput, count: number | null): number | null {
  const text = stripVTControlCharacters([...traceback, evalue].join("\n"));
  const patterns = [
    // Ours and IPython's of today: `Cell [3], line 2`, `Cell In[3], line 2`.
    new RegExp(`\\bCell (?:In ?)?\\[${count}\\],? line (\\d+)`),
    new RegExp(`\\bCell \\[${count}\\]:(\\d+)`),
    // IPython 7: `<ipython-input-3-…> in <module>` above an arrow at the line.
    new RegExp(`<ipython-input-${count}-[^>]*>[^\\n]*\\n(?:[^\\n]*\\n)*?-+> (\\d+) `),
    // tslab's diagnostics: `2:7 - Type …`.
    /^(\d+):\d+ - /m,
  ];
  for (const pattern of patterns) {
    const line = pattern.exec(text)?.[1];
    if (line !== undefined) return Number(line);
  }
  return null;
}
