class Disk extends Error {
  name = "Disk";
}

function read(depth) {
  if (depth < 0) throw new RangeError("read from below");
  if (depth === 0) throw new Disk("sector 9");
  try {
    read(depth - 1);
  } catch (cause) {
    if (depth % 2) throw new Error(`level ${depth}`, { cause });
    throw Object.assign(cause, { seen: (cause.seen ?? 0) + 1 });
  }
}

function explain(depth, wanted) {
  const messages = [];
  try {
    read(depth);
  } catch (error) {
    let at = error;
    do {
      messages.push(at.seen ? `${at.message} x${at.seen}` : at.message);
      if (at.name === wanted) return `found after ${messages.length}`;
      at = at.cause;
    } while (at instanceof Error);
    if (error instanceof RangeError || wanted) throw error;
  }
  return messages.join(" < ");
}
