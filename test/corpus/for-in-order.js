const o = { b: 1, 2: "two", a: 2, 1: "one", [Symbol("hidden")]: 0 };
for (const k in o) console.log(k, typeof k);
const child = Object.create({ inherited: 1, a: "shadowed" });
child.a = 1; child.z = 2;
for (const k in child) console.log(k);
const shrinking = { a: 1, b: 2, c: 3, d: 4 };
for (const k in shrinking) { console.log(k); if (k === "a") delete shrinking.c; }
const growing = { a: 1, b: 2 };
let n = 0;
for (const k in growing) { n++; growing["new" + n] = n; if (n > 5) break; }
console.log(n, Object.keys(growing).length);
const holes = [1, , 3]; holes.extra = "x";
for (const i in holes) console.log(i);
for (const c in "ab") console.log(c);
for (const k in null) console.log("never", k);
for (const k in undefined) console.log("never", k);
for (const k in 5) console.log("never", k);
Object.defineProperty(o, "invisible", { value: 1, enumerable: false });
console.log(Object.keys(o).join());
var declared; for (declared in { x: 1, y: 2 }); console.log(declared);
const sink = {}; for (sink.last in { p: 1, q: 2 }); console.log(sink.last);
const arr = []; for (arr[arr.length] in { p: 1, q: 2, r: 3 }); console.log(arr.join());
for (var [first, second = "?"] in { ab: 1, c: 2 }) console.log(first, second);
const fns = []; for (const k in { a: 1, b: 2 }) fns.push(() => k); console.log(fns.map((f) => f()).join());
const fns2 = []; for (var vk in { a: 1, b: 2 }) fns2.push(() => vk); console.log(fns2.map((f) => f()).join());
outer: for (const i in { a: 1, b: 2 }) { for (const j in { c: 1, d: 2 }) { if (j === "d") continue outer; console.log(i + j); } }
for (var sloppyInit = 3 in {}) ; console.log(sloppyInit);
class P { own = 1; method() {} } P.prototype.onProto = 1; for (const k in new P()) console.log(k);
const proxied = new Proxy({}, { ownKeys: () => ["x", "y"], getOwnPropertyDescriptor: (t, k) => ({ enumerable: k === "x", configurable: true, value: 1 }) });
for (const k in proxied) console.log(k);
(function () { for (const k in arguments) console.log("arg", k); })("a", "b");
for (let x in { a: 1 }) { let x = "inner"; console.log(x); }
try { for (const k in { a: 1 }) { k = "b"; } } catch (e) { console.log(e.name); }
try { for (let k in (k, {})) ; } catch (e) { console.log(e.name); }
const m = new Map([["a", 1], ["b", 2], ["c", 3]]);
for (const [k] of m) { console.log("map", k); if (k === "a") { m.delete("b"); m.set("d", 4); } if (k === "c") { m.delete("a"); m.set("a", 9); } }
console.log([...m.keys()].join());
const s = new Set([1, 2]); let guard = 0;
for (const v of s) { if (guard++ > 5) break; s.delete(v); s.add(v); } console.log(guard, [...s].join());
const live = [1, 2, 3]; for (const v of live) { if (live.length < 6) live.push(v * 10); console.log(v); }
const cut = [1, 2, 3, 4]; for (const v of cut) { cut.pop(); console.log("cut", v); }
[1, 2, 3].forEach((v, i, all) => { if (i === 0) all.push(9); console.log("each", v); });
console.log([3, , 1].map((v) => v * 2).length, 1 in [3, , 1].map((v) => v), Object.keys([3, , 1].filter(() => true)).join());
