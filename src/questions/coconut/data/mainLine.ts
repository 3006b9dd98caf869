const GUARD = /^\s*if\s+__name__\s*==\s*['"]__main__['"]\s*:\s*$/;

/** 1-based line of `if __name__ == "__main__":` when nothing else stands on it; 0 when there is none. */
export function mainLine(source: string): number {
  return source.split("\n").findIndex(text => GUARD.test(text)) + 1;
}
