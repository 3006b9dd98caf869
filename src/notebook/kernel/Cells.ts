import { existsSync } from "node:fs";
import { join } from "node:path";
import type { EditedCell } from "./editCell.js";
import type { Mapping, SourceMaps, TextPosition } from "./SourceMaps.js";

/** Text a place stands in, and the place. */
export interface Place extends TextPosition {
  /** `Cell [3]`, or the path of a file. */
  readonly label: string;
  /** Text of the cell; undefined for a file. */
  readonly source?: string;
}

/** A cell and what the compiler made of it. */
export interface CompiledCell {
  /** As written. */
  readonly source: string;
  readonly edited: EditedCell;
  /** JavaScript, before tslab wraps it in a function. */
  readonly output: string;
  readonly isAsync: boolean;
}

interface Cell {
  /** Execution count; a cell that runs silently has that of the one before it. */
  readonly count: number;
  readonly source: string;
  readonly edited: EditedCell;
  readonly mapping?: Mapping;
  /** Characters tslab puts before the first line of the compiled cell. */
  readonly indent: number;
  /** Lines of the compiled cell; what comes after them only calls it. */
  readonly lines: number;
}

/** What tslab wraps compiled cells in, by whether they await. */
const PREFIX = { plain: "(function(exports, require) { ", async: "(async function(exports, require) { " };

/** All cells that ran, so that an error can point at the lines of the cell it came from. */
export class Cells {
  /** By the names of their scripts. */
  readonly #cells = new Map<string, Cell>();
  readonly #folder: string;
  readonly #maps: SourceMaps;

  constructor(folder: string, maps: SourceMaps) {
    this.#folder = folder;
    this.#maps = maps;
  }

  /**
   * Remembers a cell that has just been compiled.
   *
   * @returns name for its script, by which V8 shows it in stacks; no other run has it.
   */
  add(count: number, cell: CompiledCell, isJS: boolean): string {
    const { source, edited, output, isAsync } = cell;
    const mapping = this.#maps.of(join(this.#folder, isJS ? "__tslab__.js" : "__tslab__.ts"));
    const indent = PREFIX[isAsync ? "async" : "plain"].length;
    const script = `tracebook-cell-${this.#cells.size + 1}`;
    this.#cells.set(script, { count, source, edited, mapping, indent, lines: output.split("\n").length });
    return script;
  }

  /** Whether a place in a compiled cell is the call of the whole cell, which nobody wrote. */
  isCall(script: string, line: number): boolean {
    const cell = this.#cells.get(script);
    return cell !== undefined && line > cell.lines;
  }

  /** Place in the source of a place in a compiled cell or in a compiled file beside the notebook. */
  locate(script: string, line: number, column: number): Place | undefined {
    const cell = this.#cells.get(script);
    if (cell === undefined) return this.#locateFile(script, line, column);
    const position = cell.mapping?.(line, line === 1 ? column - cell.indent : column);
    if (position === undefined) return undefined;
    // The compiler saw one line more: `export {};`.
    return { label: `Cell [${cell.count}]`, source: cell.source, ...written(cell, position, 1) };
  }

  #locateFile(script: string, line: number, column: number): Place | undefined {
    if (!script.startsWith(this.#folder)) return undefined;
    const stem = script.replace(/\.js$/, "");
    for (const path of [`${stem}.ts`, `${stem}.tsx`, script]) {
      const position = this.#maps.of(path)?.(line, column);
      if (position === undefined) continue;
      // A module that was written in a cell has the compiler's line too.
      const extra = existsSync(path) ? 0 : 1;
      return { label: path, line: position.line - extra, column: position.column };
    }
    return undefined;
  }
}

/** Takes the compiler's added line and our own edits off again. */
function written(cell: Cell, position: TextPosition, added: number): TextPosition {
  const offset = offsetOf(cell.edited.text, { line: position.line - added, column: position.column });
  return positionAt(cell.source, cell.edited.back(offset));
}

/** Offset of a place in a text. */
function offsetOf(text: string, { line, column }: TextPosition): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  return start + column - 1;
}

/** Place of an offset in a text. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - start + 1 };
}
