function open(count, log, faults) {
  let at = 0;
  return {
    [Symbol.iterator]() {
      return this;
    },
    next() {
      at++;
      if (faults === "next throws" && at === count) throw new RangeError(`door ${at} jammed`);
      return at > count ? { done: true } : { value: at };
    },
    return() {
      log.push(`closed after ${at}`);
      if (faults === "close throws") throw new Error("stuck");
      return {};
    },
  };
}

function first(doors) {
  for (const door of doors) {
    if (door > 1) return door;
  }
  return 0;
}

function doors(kind, count) {
  const log = [];
  const all = open(count, log, kind);
  try {
    if (kind === "destructure") {
      const [a, , b = "none"] = all;
      log.push(a + b);
    } else if (kind === "spread") {
      log.push(Math.max(...all));
    } else if (kind === "body throws") {
      for (const door of all) throw new TypeError(`dropped the key of ${door}`);
    } else {
      log.push(first(all));
    }
  } catch ({ name, message }) {
    log.push(`${name}: ${message}`);
  } finally {
    log.push(all.next().value ?? "shut");
  }
  return log;
}
