/**
 * A piece of a replacement: new text, a piece of the original `[from, to)`, which may have been edited itself, or text
 * that stands for a piece of the original.
 */
export type Piece =
  | string
  | readonly [from: number, to: number]
  | { readonly text: string; readonly from: number; readonly to: number };

/** Replaces the original's `[start, end)` by pieces. Edits may lie in one another, but not overlap. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

/** A piece of the original and what stands for it in the new text: the same text, or one of another length. */
export interface Kept {
  /** UTF-16 offsets in the original, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** Offsets in the new text, end exclusive. */
  readonly at: number;
  readonly until: number;
  readonly same: boolean;
}

/** A text after its edits. */
export interface Edited {
  readonly text: string;
  /** What was kept, in order of the new text; no two overlap. */
  readonly kept: readonly Kept[];
}

/** Applies edits. An edit inside of another holds where the other keeps its text, and is lost where it does not. */
export function applyEdits(source: string, edits: readonly Edit[]): Edited {
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Kept[] = [];
  let text = "";
  const keep = (from: number, to: number): void => {
    if (to <= from) return;
    text += source.slice(from, to);
    kept.push({ from, to, at: text.length - (to - from), until: text.length, same: true });
  };
  const render = (from: number, to: number, inside: readonly Edit[]): void => {
    let at = from;
    inside.forEach((edit, i) => {
      // Insertions at the end of a piece belong to what follows it.
      if (edit.start < at || edit.end > to || (edit.start === to && edit.end === to && to < source.length))
        return;
      keep(at, edit.start);
      const below = inside.slice(i + 1).filter(other => other.start >= edit.start && other.end <= edit.end);
      for (const piece of edit.pieces) {
        if (typeof piece === "string") text += piece;
        else if ("text" in piece) {
          text += piece.text;
          kept.push({
            from: piece.from,
            to: piece.to,
            at: text.length - piece.text.length,
            until: text.length,
            same: false,
          });
        } else render(piece[0], piece[1], below);
      }
      at = edit.end;
    });
    keep(at, to);
  };
  render(0, source.length, sorted);
  return { text, kept };
}
