function dive(depth, limit, log) {
  log.push("down" + depth);
  try {
    if (depth === limit) throw new RangeError("too deep at " + depth);
    if (depth === 5) return "floor";
    return dive(depth + 1, limit, log);
  } finally {
    log.push("up" + depth);
  }
}

function probe(limit, start = 0) {
  const log = [];
  let result;
  try {
    result = start > 5 ? "skipped" : dive(start, limit, log);
  } catch ({ name, message }) {
    result = `${name}: ${message}`;
  }
  return { result, log };
}
