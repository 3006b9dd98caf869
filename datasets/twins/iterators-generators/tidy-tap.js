function* tap(drops, log) {
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

function drink(drops, most) {
  const log = [];
  const cup = [];
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
