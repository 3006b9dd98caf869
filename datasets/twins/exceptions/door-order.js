function share(key) {
  if (key === 0) {
    throw new Error("no key");
  }
  if (key < 0) {
    throw new TypeError("odd key");
  }
  return Math.floor(12 / key);
}

function door(key, log) {
  try {
    log.push("try");
    const part = share(key);
    log.push("done");
    return part;
  } catch (fault) {
    log.push(fault.message);
  } finally {
    log.push("end");
  }
  return 0;
}

function enter(keys) {
  const log = [];
  const parts = [];
  for (const key of keys) {
    parts.push(door(key, log));
  }
  return [parts, log];
}
