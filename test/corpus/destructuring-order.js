const log = [];
const t = (label, value = label) => { log.push(label); return value; };
const flush = (name) => { console.log(name + ": " + log.join(" ")); log.length = 0; };
const src = (o, name = "src") => new Proxy(o, { get(target, k) { log.push(name + "." + String(k)); return target[k]; } });
const dst = {};
const target = (n) => t("target" + n, dst);
[target(1).a, target(2)[t("key", "b")] = t("dflt")] = [1]; flush("array pattern"); console.log(JSON.stringify(dst));
({ x: target(1).c, [t("key", "y")]: target(2).d = t("dflt", 5), ...target(3).e } = src({ x: 1, z: 2 })); flush("object pattern");
console.log(dst.c, dst.d);
let a = 1, b = 2, c = 3;
[a, b] = [b, a]; console.log(a, b);
[a, [b, c] = [7, 8]] = [c]; console.log(a, b, c);
const arr = [1, 2, 3, 4];
[arr[0], arr[3]] = [arr[3], arr[0]]; [arr[1], arr[2]] = [arr[2], arr[1]]; console.log(arr.join());
let i = 0; const w = [];
[w[i++], w[i++], ...w[i]] = (w[2] = [], "xyz"); console.log(JSON.stringify(w), i);
const it = (n) => ({ [Symbol.iterator]() { let k = 0; return { next() { log.push("next"); return { done: ++k > n, value: k }; }, return() { log.push("return"); return {}; } }; } });
[a] = it(5); flush("takes one"); [a, b, ...c] = it(3); flush("rest"); [] = it(3); flush("empty"); [a, , b] = it(5); flush("hole"); [a, b, c] = it(2); flush("short");
console.log(a, b, c);
try { [t("m", {}).v, a = (() => { throw new Error("boom"); })()] = it(1); } catch (e) { flush("throws " + e.message); }
try { [(() => { throw new Error("early"); })().v] = it(3); } catch (e) { flush("target throws " + e.message); }
try { const [x] = null; } catch (e) { console.log(e.name, e.message); }
try { const { x } = undefined; } catch (e) { console.log(e.name, e.message); }
try { const { x: { y } } = {}; } catch (e) { console.log(e.name); }
try { (({ p }) => p)(); } catch (e) { console.log(e.name); }
const { length, [length - 1]: last, 0: first } = "word"; console.log(length, last, first);
const { a: { b: [, second = 9] = [] } = {}, ...others } = { a: { b: [1] }, p: 1, q: 2 }; console.log(second, JSON.stringify(others));
for (const { k, v: [v1, v2 = k] = [] } of [{ k: 1 }, { k: 2, v: [3] }]) console.log(k, v1, v2);
for (const [k, { n = k } = {}] of Object.entries({ x: { n: 1 }, y: {}, z: undefined })) console.log(k, n);
for ([a, b] of [[1, 2], [3, 4]]) console.log(a, b);
for ({ a, b = a } of [{ a: 5 }]) console.log(a, b);
for (const [ch] in { first: 1, second: 2 }) console.log(ch);
function params({ a, b: { c = 3 } = {} }, [d, ...e] = [4, 5, 6], ...[f, g = f]) { return [a, c, d, e.join("+"), f, g].join(); }
console.log(params({ a: 1 }), params({ a: 1, b: { c: 2 } }, "hi", 8), params({ a: 0 }, undefined, 1, 2));
const inner = ({ x = y, y = 1 }) => [x, y].join();
console.log(inner({ x: 1 })); try { inner({}); } catch (e) { console.log(e.name); }
const useEarlier = ({ x = 1, y = x + 1 } = {}, z = x + y) => [x, y, z].join(); console.log(useEarlier(), useEarlier({ x: 5 }));
let r = ({ a, b } = { a: 10, b: 20, extra: 1 }); console.log(JSON.stringify(r), a, b);
let chain = [a, b] = [b, a]; console.log(chain.join(), a, b);
(({ a: dst.deep = 3 } = {})); console.log(dst.deep);
const { default: dflt, class: cls, "quoted-key": qk, 12: twelve, [`t${1}`]: tpl } = { default: 1, class: 2, "quoted-key": 3, 12: 4, t1: 5 };
console.log(dflt, cls, qk, twelve, tpl);
try { throw { code: 7, info: ["x", "y"] }; } catch ({ code, info: [p, q], missing = "none" }) { console.log(code, p, q, missing); }
const { ...copy } = [1, 2]; console.log(JSON.stringify(copy)); const [...chars] = "añ😀"; console.log(chars.length);
const getter = { get g() { log.push("get g"); return undefined; } }; const { g = t("default g") } = getter; flush("getter default");
const nullKeeps = ({ v = 1 }) => v; console.log(nullKeeps({ v: null }), nullKeeps({ v: 0 }), nullKeeps({}));
var { v1 = 1, v2 = v1 } = {}; var [v1] = [5]; console.log(v1, v2);
