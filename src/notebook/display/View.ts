import type { Child } from "../../figures/core/element.js";

/** How one result looks. Nothing is computed before it is asked for. */
export interface View {
  /** One line, for where the result stands inside another value. */
  line(): string;
  /** Text for terminals and screen readers; several lines. */
  text(): string;
  /** HTML that keeps its meaning without styles and scripts. */
  html(): Child;
}

/** Longest one-line form, in UTF-16 units. */
const LINE = 160;

/** A text as one line that is not too long. */
export function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length <= LINE ? flat : `${flat.slice(0, LINE - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** `1 question`, `3 questions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
