const once = f => {
  let state;
  return (...args) => (state ??= { value: f(...args) }).value;
};

const after =
  (n, f) =>
  (...args) =>
    --n > 0 ? "wait" : f(...args);

const before = (n, f) => {
  let last = "closed";
  return (...args) => {
    if (n > 0) {
      n--;
      last = f(...args);
    }
    return last;
  };
};

const kinds = {
  once: f => once(f),
  after: f => after(3, f),
  before: f => before(2, f),
  both: f => after(2, before(2, f)),
};

function day(kind, calls) {
  const make = kinds[kind];
  if (make === undefined) throw new TypeError(`no such kind: ${kind}`);
  let rung = 0;
  const ring = make(hour => {
    rung++;
    console.log("ring at", hour);
    return `${hour}h`;
  });
  const heard = [];
  for (let hour = 1; hour <= calls; hour++) heard.push(ring(hour));
  return { heard: heard.join(" "), rung };
}
