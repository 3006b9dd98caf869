function* count(n) {
  try {
    for (let i = 0; i < n; i++) {
      const sent = yield i;
      if (sent) return sent;
    }
  } finally {
    closed++;
  }
  return "end";
}
let closed = 0;
const all = [...count(2)];
for (const i of count(5)) if (i === 1) break;
const g = count(3);
const steps = [g.next(), g.next("stop"), g.next()];
const h = count(3);
h.next();
h.return("early");
const j = count(3);
j.next();
try { j.throw(new Error("in")); } catch (e) { closed += 10; }
function* chain() {
  const r = yield* count(1);
  yield r;
  yield* [7, 8];
}
const flat = [...chain()];
const [first, second] = count(9);
const manual = {
  n: 0,
  [Symbol.iterator]() { return this; },
  next() { return { done: this.n > 3, value: this.n++ }; },
  return() { this.n = 100; return {}; },
};
for (const x of manual) if (x) break;
for (const [k, { v }] of new Map([["a", { v: 1 }]])) closed += v;
for (closed of [3, 4]);
for (manual.n of [5]);
const [p, ...q] = new Set([1, 2, 3]);
var proto = Object.create({ inherited: 1 });
proto.own = 2;
proto[1] = 3;
const keys = [];
for (const key in proto) { keys.push(key); delete proto.inherited; }
