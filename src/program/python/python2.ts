/** Node types and tokens of the grammar that only Python 2 has, and what is said about them. */
export const PYTHON_2: ReadonlyMap<string, string> = new Map([
  ["print_statement", "the print statement is Python 2: print is a function"],
  ["exec_statement", "the exec statement is Python 2: exec is a function"],
  ["chevron", "print >> is Python 2: print has the parameter file"],
  ["<>", "<> is Python 2: write !="],
]);

/** What is said about an integer only Python 2 reads (`0777`, `10L`); `undefined` for one Python 3 reads. */
export function oldInteger(text: string): string | undefined {
  if (/[lL]$/.test(text)) return `the integer ${text} is Python 2: leave out the L`;
  if (/^0[0-9_]*[1-9][0-9_]*$/.test(text)) return `the integer ${text} is Python 2: write 0o for octal`;
  return undefined;
}
