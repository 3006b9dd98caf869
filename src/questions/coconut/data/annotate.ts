import { symbolOf } from "./symbols.js";

/** The annotated form of a function: each line with two blanks and its number (or symbol) behind it. */
export function annotateFunction(source: string, by: "indices" | "symbols" = "indices"): string {
  return source
    .split("\n")
    .map((text, i) => `${text}  # ${by === "indices" ? i + 1 : symbolOf(i + 1)}`)
    .join("\n");
}

/**
 * Takes the numbers off again.
 *
 * @returns the source, or the 1-based line that does not carry its number.
 */
export function plainFunction(annotated: string): string | number {
  const lines = annotated.split("\n");
  for (const [i, text] of lines.entries()) {
    const suffix = `  # ${i + 1}`;
    if (!text.endsWith(suffix)) return i + 1;
    lines[i] = text.slice(0, -suffix.length);
  }
  return lines.join("\n");
}

/**
 * The annotated form of a whole program as published: every line cut at its first `#`, stripped of indentation, and
 * its number behind it. Comments and block structure are lost.
 */
export function annotateProgram(source: string): string {
  return source
    .replace(/\n$/, "")
    .split("\n")
    .map((text, i) => {
      const code = text.split("#", 1)[0].trim();
      return code === "" ? `# ${i + 1}` : `${code} # ${i + 1}`;
    })
    .join("\n");
}

/**
 * Takes the numbers off a whole program again; the indentation stays lost.
 *
 * @returns the text, or the 1-based line that does not carry its number.
 */
export function plainProgram(annotated: string): string | number {
  const lines = annotated.split("\n");
  for (const [i, text] of lines.entries()) {
    const suffix = `# ${i + 1}`;
    if (text !== suffix && !text.endsWith(` ${suffix}`)) return i + 1;
    lines[i] = text.slice(0, -suffix.length).trimEnd();
  }
  return lines.join("\n");
}

/**
 * The function of a HumanEval task as CoCoNUT numbers it, from the prompt and the canonical solution of HumanEval: an
 * empty line behind every signature that stands outside of a docstring, and `\n` written as two characters made a
 * line end.
 */
export function humanevalSource(prompt: string, solution: string): string {
  const lines: string[] = [];
  let docstring = false;
  for (const text of prompt.replaceAll("\\n", "\n").split("\n")) {
    lines.push(text);
    if (text.includes('"""')) docstring = !docstring;
    if (!docstring && text.trim().startsWith("def")) lines.push("");
  }
  return [...lines, solution.replaceAll("\\n", "\n")].join("\n");
}
