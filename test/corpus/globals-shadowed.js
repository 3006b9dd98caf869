// every name a tracer might lean on at run time, taken or broken by the program itself
const out = console.log.bind(console), save = { push: Array.prototype.push, apply: Function.prototype.apply, call: Function.prototype.call, it: Array.prototype[Symbol.iterator], then: Promise.prototype.then, keys: Object.keys, dp: Object.defineProperty, is: Object.is, map: Map.prototype.get, next: Object.getPrototypeOf([][Symbol.iterator]()).next, obj: Object, toStr: Object.prototype.toString };
let log = "";
Array.prototype.push = function () { log += "push;"; return save.apply.call(save.push, this, arguments); };
[1].push(2); out(log); log = "";
Array.prototype.push = save.push;
Function.prototype.call = function () { log += "call;"; return 1; }; Function.prototype.apply = () => { log += "apply;"; return 2; };
(() => { let x = 1; x++; const o = { m() { return x; } }; o.m(); class A { c() { return super.toString; } } new A().c(); [x] = [5]; })();
out(log === "" ? "call and apply untouched" : log, (() => 0).call(), (() => 0).apply()); log = "";
Function.prototype.call = save.call; Function.prototype.apply = save.apply;
Array.prototype[Symbol.iterator] = function () { log += "iter;"; return save.call.call(save.it, this); };
const [p, q] = [1, 2]; const sp = [...[3]]; for (const v of [4]) p + v; Math.max(...[1]); const { x0 } = { x0: 1 }; out(log); log = "";
Array.prototype[Symbol.iterator] = save.it;
Object.prototype.polluted = "everywhere"; const seen = []; for (const k in { own: 1 }) seen[seen.length] = k; out(seen.join(), ({}).polluted); delete Object.prototype.polluted;
Object.defineProperty(Object.prototype, "get", { value: "trap", configurable: true, writable: true }); Object.defineProperty(Object.prototype, "value", { get() { log += "value read;"; return 1; }, configurable: true });
(() => { let o = { a: 1 }; o.a++; o.b = [o]; const { a } = o; return a; })(); out("inherited value: " + log); log = ""; delete Object.prototype.get; delete Object.prototype.value;
Object.keys = () => ["fake"]; Object.defineProperty = () => { log += "dp;"; }; Object.is = () => true; const lit = { z: 1, get y() { return 2; } }; class Z { static s = 1; #r = 2; f = 3; } out(Object.keys({}).join(), new Z().f, lit.y, log); log = ""; Object.keys = save.keys; Object.defineProperty = save.dp; Object.is = save.is;
Map.prototype.get = () => "fake get"; Map.prototype.has = () => false; const m = new Map([[1, 2]]); out(m.get(1)); Map.prototype.get = save.map;
const realThen = Promise.prototype.then; Promise.prototype.then = function (...a) { log += "then;"; return realThen.apply(this, a); };
const go = (async () => { await 1; await Promise.resolve(2); return 3; })(); realThen.call(go, (v) => { out("async " + v + " " + log); Promise.prototype.then = realThen; after(); });
function after() { const RealPromise = Promise; globalThis.Promise = class Fake { }; (async () => { await null; return 5; })().then((v) => { out("native promise " + v, Promise.name); globalThis.Promise = RealPromise; }); }
const RealObject = Object; globalThis.Object = 5; const still = { a: 1, ...{ b: 2 } }; let { a, ...others } = still; out(a, others.b, typeof Object); globalThis.Object = RealObject;
const realLog = console.log; console.log = (...x) => out("wrapped", ...x); console.log("hi"); console.log = realLog; const E = Error; globalThis.Error = function () { log += "fake error"; }; try { null.x; } catch (e) { out(e instanceof E, e.name); } globalThis.Error = E;
globalThis.Symbol = undefined; for (const v of [1]) out("iterates", v); globalThis.Reflect = null; globalThis.Math = { max: () => "fake" }; out(Math.max(1)); globalThis.Array = null; out([1, 2].length, [..."ab"].length); globalThis.WeakMap = globalThis.Map = globalThis.Set = undefined; (() => { const o = {}; const f = () => o; f(); })(); globalThis.Proxy = globalThis.String = globalThis.Number = globalThis.JSON = undefined; out(`${1}`, "a".length, (5).toFixed(1)); const { next } = { next: 1 }; save.obj.getPrototypeOf([][save.it.name === "values" ? "values" : "x"]()).next = function () { return { done: true, value: 0 }; }; const none = []; for (const v of [1, 2]) none[none.length] = v; save.obj.getPrototypeOf([].values()).next = save.next; out(none.length, next);
queueMicrotask(() => out("micro")); const g = globalThis.setTimeout; globalThis.setTimeout = (f) => { out("fake timer"); f(); }; setTimeout(() => out("ran at once")); globalThis.setTimeout = g; globalThis.queueMicrotask = undefined; out(typeof queueMicrotask);
