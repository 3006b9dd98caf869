function check(n) {
  if (n === 0) return Promise.reject(new Error("zero"));
  if (n < 0) throw new RangeError("negative");
  return n;
}

function chain(n) {
  const log = [];
  return Promise.resolve(n)
    .then(check)
    .then(value => {
      log.push("double");
      return value * 2;
    })
    .then(value => (value > 5 ? Promise.reject(value) : value))
    .catch(reason => {
      log.push(reason instanceof Error ? reason.message : "big " + reason);
      return -1;
    })
    .finally(() => {
      log.push("finally");
      return "ignored";
    })
    .then(value => ({ value, log }));
}
