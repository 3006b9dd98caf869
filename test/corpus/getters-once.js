const log = [];
const note = (x) => { log.push(x); return x; };
const flush = (label) => { console.log(label + ": " + log.join(" ")); log.length = 0; };
const o = {
  n: 1,
  get count() { note("get"); return this.n; },
  set count(v) { note("set" + v); this.n = v; },
};
o.count; flush("read");
o.count = 5; flush("write");
o.count += 2; flush("compound");
o.count++; flush("postfix");
--o.count; flush("prefix");
o.count ||= 3; flush("or");
o.count &&= 4; flush("and");
o.count ??= 9; flush("nullish");
const { count, count: again = note("default") } = o; flush("destructure");
({ ...o }); flush("spread");
typeof o.count; flush("typeof");
delete o.nothing; flush("delete");
void o.count; flush("void");
[o.count] = [8]; flush("array target");
({ a: o.count } = { a: 7 }); flush("object target");
for (o.count of [1, 2]); flush("for of target");
for (o.count in { k: 1 }); flush("for in target");
console.log(o.n, count, again);
const p = new Proxy({ inner: { v: 1 } }, {
  get(t, k, r) { note("get:" + String(k)); return Reflect.get(t, k, r); },
  set(t, k, v, r) { note("set:" + String(k)); return Reflect.set(t, k, v, r); },
  has(t, k) { note("has:" + String(k)); return k in t; },
  deleteProperty(t, k) { note("delete:" + String(k)); return delete t[k]; },
  ownKeys(t) { note("ownKeys"); return Reflect.ownKeys(t); },
  getOwnPropertyDescriptor(t, k) { note("gopd:" + String(k)); return Reflect.getOwnPropertyDescriptor(t, k); },
  defineProperty(t, k, d) { note("define:" + String(k)); return Reflect.defineProperty(t, k, d); },
  getPrototypeOf(t) { note("getPrototypeOf"); return Reflect.getPrototypeOf(t); },
});
p.inner.v = 2; flush("member chain");
p.x = 1; flush("new member");
p.x++; flush("increment");
p["x"] += 2; flush("computed");
"x" in p; flush("in");
delete p.x; flush("delete");
p?.inner?.v; flush("optional");
for (const k in p) note("key:" + k); flush("for in");
({ ...p }); flush("spread");
const { inner, ...others } = p; flush("rest");
p instanceof Object; flush("instanceof");
JSON.stringify(p); flush("json");
p.missing?.(); flush("optional call");
p.toString(); flush("method call");
let value = p; flush("plain assignment");
const inArray = [p, p]; flush("array literal");
const inObject = { p }; flush("object literal");
(function take(x) { return x; })(p); flush("argument and return");
if (p) note("truthy"); flush("test");
const same = p === value; flush("identity");
class Lazy { static reads = 0; get big() { Lazy.reads++; return [1, 2, 3]; } }
const lazy = new Lazy();
for (let i = 0; i < lazy.big.length; i++) lazy.big[i] += 1;
console.log(Lazy.reads, same, inArray.length, Object.keys(inObject).join());
const getterThrows = { get bad() { throw new Error("touched"); }, ok: 1 };
let holds = getterThrows;
holds = { wrap: getterThrows };
console.log(holds.wrap.ok);
