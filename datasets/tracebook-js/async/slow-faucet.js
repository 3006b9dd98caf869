const log = [];

async function* drops(sizes) {
  try {
    for (const size of sizes) {
      if (size < 0) throw new RangeError(`drop ${size}`);
      await new Promise(resolve => setTimeout(resolve, 10));
      yield size;
    }
  } finally {
    log.push("tap shut");
  }
}

async function* doubled(source) {
  let dry = 0;
  for await (const size of source) {
    if (size === 0) {
      dry++;
      continue;
    }
    yield size;
    yield Promise.resolve(size * 10);
  }
  return dry;
}

async function* counted(source) {
  const dry = yield* doubled(source);
  log.push("dry " + dry);
  if (dry) yield -dry;
}

async function pour(sizes, glasses) {
  const cups = [];
  for await (const size of counted(drops(sizes))) {
    cups.push(size);
    if (cups.length === glasses) break;
  }
  return { cups, log };
}
