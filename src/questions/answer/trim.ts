/**
 * End of a text without trailing characters of `set`. A loop, because `/[…]+$/` takes quadratic time on long runs
 * that do not stand at the end, and completions come from outside.
 */
export function trimmedEnd(text: string, set: RegExp, end: number = text.length): number {
  while (end > 0 && set.test(text[end - 1])) end--;
  return end;
}
