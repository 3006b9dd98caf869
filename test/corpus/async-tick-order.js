const say = (x) => console.log(x);
const thenable = (name, v) => ({ then(ok) { say(name + " then called"); ok(v); } });
const tick = (name, n, p = Promise.resolve()) => { for (let i = 1; i <= n; i++) p = p.then(() => say(name + i)); return p; };
async function plain() { say("plain start"); const v = await 1; say("plain " + v); await null; say("plain end"); return "plain value"; }
async function viaThenable() { const v = await thenable("awaited", 5); say("thenable gave " + v); return thenable("returned", 6); }
async function returnsPromise() { return Promise.resolve("nested"); }
async function returnsAwaited() { return await Promise.resolve("awaited nested"); }
async function throwsEarly() { throw new Error("early"); }
async function throwsLate() { await 0; throw new Error("late"); }
async function catches() { try { await throwsLate(); say("no"); } catch (e) { say("caught " + e.message); return "from catch"; } finally { await 0; say("finally after await"); } }
async function finallyWins() { try { await Promise.reject(new Error("x")); } finally { return "finally return"; } }
async function params(a = say("default evaluated"), { b } = {}) { return b; }
async function paramThrows(a = (() => { throw new Error("param"); })()) { }
say("sync 1");
setTimeout(() => say("timeout 0 first"), 0);
setTimeout(() => { say("timeout 0 second"); Promise.resolve().then(() => say("microtask of timeout")); }, 0);
setTimeout(() => say("timeout 0 third"), 0);
setTimeout((a, b) => say("timeout args " + a + b), 40, "A", "B");
setTimeout(() => say("timeout 20"), 20);
const cleared = setTimeout(() => say("never"), 5); clearTimeout(cleared);
let ticks = 0; const iv = setInterval(() => { say("interval " + ++ticks); if (ticks === 3) clearInterval(iv); }, 60);
queueMicrotask(() => { say("queueMicrotask"); queueMicrotask(() => say("nested queueMicrotask")); });
Promise.resolve().then(() => say("then 1")).then(() => say("then 2")).then(() => say("then 3"));
plain().then((v) => say(v));
viaThenable().then((v) => say("viaThenable " + v));
returnsPromise().then((v) => say(v));
returnsAwaited().then((v) => say(v));
throwsEarly().catch((e) => say("rejected " + e.message));
catches().then((v) => say(v));
finallyWins().then((v) => say(v));
params().then((v) => say("params " + v));
paramThrows().catch((e) => say("async " + e.message));
tick("t", 8);
new Promise((ok, no) => { say("executor"); ok("first"); ok("second"); no(new Error("ignored")); throw new Error("also ignored"); }).then(say);
new Promise(() => { throw new Error("executor threw"); }).catch((e) => say(e.message)).finally(() => say("finally")).then((v) => say("after finally " + v));
Promise.reject(1).then(() => say("no"), (v) => say("second handler " + v));
Promise.resolve(7).then(null).then(undefined).then(3).then((v) => say("fell through " + v));
Promise.resolve(1).finally(() => { throw new Error("finally threw"); }).catch((e) => say(e.message));
const p = Promise.resolve("same"); say(Promise.resolve(p) === p); say((async () => p)() === p);
const self = new Promise((ok) => setTimeout(() => { try { ok(self); } catch { } }, 1)); self.catch((e) => say(e.name + " " + e.message));
(async () => { const r = [await p, await p, ...(await Promise.all([p, 2, thenable("in all", 3)]))]; say(r.join()); })();
(async () => { say("a" + (await "b") + (await "c")); const o = { [await "k"]: await 1, ...(await { z: 2 }) }; say(JSON.stringify(o)); let x = 1; x += await (x = 10, 5); say("x " + x); })();
(async () => { for (const v of [1, 2]) { await null; say("loop " + v); } for (let i = 0; i < (await 2); i++) say("cond " + i); do { var d = await false; } while (d); if (await true) say("if await"); switch (await 2) { case await 2: say("switch await"); } })();
(async () => { try { for await (const v of [Promise.resolve("p1"), "p2", Promise.reject(new Error("p3"))]) say(v); } catch (e) { say("for await " + e.message); } })();
const settled = Promise.allSettled([1, Promise.reject("no"), new Promise((ok) => setTimeout(ok, 80, "slow"))]).then((r) => say(JSON.stringify(r)));
Promise.race([new Promise((ok) => setTimeout(ok, 140, "slow")), new Promise((ok) => setTimeout(ok, 100, "fast"))]).then((v) => say("race " + v));
Promise.any([Promise.reject(1), new Promise((ok) => setTimeout(ok, 150, "any"))]).then(say); Promise.any([Promise.reject(1), Promise.reject(2)]).catch((e) => say(e.constructor.name + " " + e.errors));
Promise.all([]).then((v) => say("empty all " + v.length)); Promise.race([]).then(() => say("never")); Promise.all([Promise.reject("bad"), Promise.reject("worse")]).catch(say);
const arrow = async (x) => (await x) * 2; arrow(Promise.resolve(21)).then(say); const o = { async m() { return (await this.v) + 1; }, v: Promise.resolve(1) }; o.m().then((v) => say("method " + v));
class K { static async make() { await 0; return new K(); } async *[Symbol.asyncIterator]() { yield 1; yield 2; } } K.make().then(async (k) => { for await (const v of k) say("k" + v); });
say("sync end");
