function stones(length, stride, log) {
  return {
    [Symbol.iterator]() {
      let at = 0;
      return {
        next() {
          at += stride;
          return at <= length ? { value: at, done: false } : { value: undefined, done: true };
        },
        return(value) {
          log.push("left at " + at);
          return { value, done: true };
        },
      };
    },
  };
}

function cross(length, stride, stop = Infinity) {
  const log = [];
  for (const stone of stones(length, stride, log)) {
    if (stone > stop) break;
    log.push(stone);
  }
  const [first = "none"] = stones(length, stride, log);
  return { log, first, all: [...stones(length, stride, log)].length };
}
