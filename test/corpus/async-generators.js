const say = (...x) => console.log(x.map((v) => (typeof v === "object" && v !== null ? JSON.stringify(v) : String(v))).join(" "));
const wait = (ms, v) => new Promise((ok) => setTimeout(ok, ms, v));
async function* count(n) { try { for (let i = 1; i <= n; i++) { await null; const sent = yield i; if (sent) say("sent", sent); } return "done"; } finally { say("cleanup"); await null; say("cleanup after await"); } }
async function main() {
  for await (const v of count(3)) say(v);
  for await (const v of count(3)) { if (v === 2) break; }
  const q = count(2);
  const all = [q.next(), q.next("hello"), q.next(), q.next()];
  say("queued"); say(await Promise.all(all));
  const early = count(5); await early.next(); say(await early.return("bye"), await early.next());
  const thrown = count(5); await thrown.next(); try { await thrown.throw(new Error("into")); } catch (e) { say("out", e.message); }
  const cold = count(1); say(await cold.return(wait(1, "unwrapped")), await cold.next());
  async function* delegate() { const r = yield* count(2); say("result", r); yield* [Promise.resolve("sync iterable"), "plain"]; yield wait(2, "awaited by yield"); return Promise.resolve("awaited return"); }
  const d = delegate(); for (let r; !(r = await d.next()).done;) say(r.value); 
  async function* rejects() { try { yield Promise.reject(new Error("yielded rejection")); } catch (e) { say("inside", e.message); yield "recovered"; } }
  for await (const v of rejects()) say(v);
  async function* throwsInside() { yield 1; throw new Error("inside body"); }
  const ti = throwsInside(); await ti.next(); try { await ti.next(); } catch (e) { say(e.message); } say(await ti.next());
  const custom = { n: 0, [Symbol.asyncIterator]() { return { next: async () => ({ value: ++this.n, done: this.n > 3 }), return: async () => { say("custom return"); return {}; } }; } };
  for await (const v of custom) { say("custom", v); if (v === 2) break; }
  try { for await (const v of custom) { throw new Error("body"); } } catch (e) { say(e.message); }
  outer: for await (const a of [1, 2]) { for await (const b of count(2)) { if (b === 2) continue outer; say(a, b); } }
  for await (const { k, w = k } of [{ k: 1 }, wait(1, { k: 2, w: 3 })]) say(k, w);
  for await (const x of (function* () { try { yield 1; yield 2; } finally { say("sync generator closed"); } })()) break;
  const pipe = async function* (src, ...fs) { for await (let v of src) { for (const f of fs) v = await f(v); yield v; } };
  const out = []; for await (const v of pipe(count(3), (x) => x + 1, async (x) => x * 10)) out.push(v); say(out);
  const fns = []; for await (const v of [1, 2]) fns.push(() => v); say(fns.map((f) => f()));
  async function* ticker(name, ms, n) { for (let i = 0; i < n; i++) { yield name + i; await wait(ms); } }
  await Promise.all([(async () => { for await (const v of ticker("a", 30, 3)) say(v); })(), (async () => { for await (const v of ticker("b", 50, 2)) say(v); })()]);
  say(Object.prototype.toString.call(count(0)), typeof count.prototype, count(0)[Symbol.asyncIterator]() !== undefined);
  const finallyReturn = (async function* () { try { yield 1; } finally { return "replaced"; } })(); await finallyReturn.next(); say(await finallyReturn.return("orig"));
  const yields = (async function* () { const a = yield (yield 1) + 1; say("a", a); return a; })(); say(await yields.next()); say(await yields.next(10)); say(await yields.next(20));
  class Q { #items = []; #wake; push(v) { this.#items.push(v); this.#wake?.(); } async *[Symbol.asyncIterator]() { while (true) { while (this.#items.length) { const v = this.#items.shift(); if (v === null) return; yield v; } await new Promise((ok) => { this.#wake = ok; }); } } }
  const queue = new Q(); (async () => { for (const v of ["x", "y", null]) { await wait(2); queue.push(v); } })(); for await (const v of queue) say("queue", v);
  const log = []; const worker = async (id, jobs) => { while (jobs.length) { const j = jobs.shift(); await wait(j * 20); log.push(id + j); } }; const jobs = [3, 1, 8, 1]; await Promise.all([worker("w", jobs), worker("v", jobs)]); say(log.join());
  const p = count(1)[Symbol.asyncIterator](); say(await Promise.allSettled([p.next(), p.throw("t"), p.next()]));
  return "main done";
}
const order = []; (async () => { order.push(1); await main(); order.push(3); say(order); })().then(() => main.length); order.push(2);
