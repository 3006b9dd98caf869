function* tap(drops: string[], log: string[]): Generator<string> {
  try {
    for (const drop of drops) {
      log.push("give " + drop);
      yield drop;
    }
    log.push("dry");
  } finally {
    log.push("shut");
  }
}

function drink(drops: string[], most: number): string[][] {
  const log: string[] = [];
  const cup: string[] = [];
  const stream = tap(drops, log);
  for (const drop of stream) {
    if (drop === "rust" || cup.length === most) {
      stream.return(undefined);
      break;
    }
    cup.push(drop);
  }
  log.push("end");
  return [cup, log];
}
