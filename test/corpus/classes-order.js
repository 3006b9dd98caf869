const log = []; const t = (x, v = x) => { log.push(x); return v; }; const flush = (n) => { console.log(n + ": " + log.join(" ")); log.length = 0; };
class A {
  x = t("A.x", 1);
  constructor() { t("A.ctor"); this.init(); this.seen = this.y; }
  init() { t("A.init"); }
  static s = t("A.s");
}
class B extends A {
  y = t("B.y", 2); z = t("B.z", this.x + this.y);
  static s2 = t("B.s2", this.s + "!");
  static { t("B.block" + (this === B)); }
  constructor() { t("before super"); super(); t("after super"); }
  init() { super.init(); t("B.init:" + this.y); }
}
flush("definition"); const b = new B(); flush("construction"); console.log(JSON.stringify(b), B.s, B.s2, Object.hasOwn(B, "s"));
class P { #n = 0; static #made = 0; #inc() { return ++this.#n; } get #twice() { return this.#n * 2; } set #twice(v) { this.#n = v / 2; }
  constructor() { P.#made++; } bump() { this.#inc(); this.#n++; this.#n += 1; this.#n **= 2; return this.#n; } half() { this.#twice = 50; return [this.#n, this.#twice++, this.#n].join(); }
  static has(o) { return #n in o; } static made() { return P.#made; } static peek(o) { return o?.#n; } or() { this.#n &&= 0; this.#n ||= 7; this.#n ??= 9; return this.#n; } swap(o) { [this.#n, o.#n] = [o.#n, this.#n]; return this.#n; } static #secret() { return "s" + this.#made; } static tell() { return P.#secret(); } call() { return this.#inc?.(); } }
const p = new P(), q = new P(); console.log(p.bump(), p.half(), P.has(p), P.has({}), P.made(), P.peek(null), P.peek(p), p.or(), q.or(), p.swap(q), P.tell(), p.call());
try { P.peek({}); } catch (e) { console.log(e.name, e.message); } try { P.prototype.bump.call({}); } catch (e) { console.log(e.name); }
try { class S extends A { constructor() { this.x; super(); } } new S(); } catch (e) { console.log(e.name, e.message); } log.length = 0;
try { class S extends A { constructor() { } } new S(); } catch (e) { console.log(e.name); } try { class S extends A { constructor() { super(); super(); } } new S(); } catch (e) { console.log(e.name, e.message); } log.length = 0;
class R extends A { constructor() { return { replaced: true }; } } console.log(JSON.stringify(new R())); class R2 { constructor() { return 5; } } console.log(new R2() instanceof R2);
class ArrowSuper extends A { constructor() { const go = () => super(); go(); this.ok = (() => this.x)(); } get viaArrow() { return (() => super.init)() === A.prototype.init; } } console.log(new ArrowSuper().ok, new ArrowSuper().viaArrow); log.length = 0;
const base = { hi() { return "base " + this.n; }, get v() { return this.n * 10; }, set v(x) { this.n = x; } }; const derived = { __proto__: base, n: 4, hi() { return "derived " + super.hi(); }, up() { return super.v; }, put(x) { super.v = x; super.extra = x; return this.n + this.extra; }, dyn(k) { return super[k](); }, arrow() { return [1].map(() => super.hi()).join(); }, async later() { return super.hi(); }, *gen() { yield super.hi(); } };
console.log(derived.hi(), derived.up(), derived.put(6), derived.dyn("hi"), derived.arrow(), Object.keys(derived).join(), [...derived.gen()].join()); derived.later().then((v) => console.log("later", v));
class S1 { static who() { return "S1:" + this.name; } static get tag() { return this.name + "tag"; } } class S2 extends S1 { static who() { return super.who() + "/" + super.tag; } static #c = super.who(); static c() { return S2.#c; } } console.log(S2.who(), S2.c(), Object.getPrototypeOf(S2) === S1);
class Up { n = 1; add(k) { this.n += k; return this; } } class Count extends Up { add(k) { return super.add(k * 2); } get n2() { return super.n; } } console.log(new Count().add(2).add(3).n, new Count().n2);
class SuperUpdate extends Up { constructor() { super(); super.q = 3; super["q"] += 2; super.q; this.r = this.q; } upd() { super.zz = 1; super.zz; return this.zz; } } console.log(new SuperUpdate().r, new SuperUpdate().upd());
const key = () => t("key"); class Computed { [key()] = t("value"); static [key() + "S"] = t("static value"); [key() + "M"]() { return "m"; } get [key() + "G"]() { return "g"; } 'quoted' = 1; 12 = 2; static async *[Symbol.iterator]() { } } flush("class keys"); const cc = new Computed(); flush("fields"); console.log(Object.keys(cc).join(), cc.keyM(), cc.keyG);
class Thisful { self = this; arrow = () => this; own = function () { return this; }; args = typeof this; static st = this; static fn = () => this; } const th = new Thisful(); console.log(th.self === th, th.arrow.call(null) === th, th.own.call(5) === 5, Thisful.st === Thisful, Thisful.fn() === Thisful);
class Stack extends Array { peek() { return this[this.length - 1]; } static get [Symbol.species]() { return Array; } } const st = Stack.from([1, 2, 3]); st.push(4); console.log(st.peek(), st.length, st.map((x) => x) instanceof Stack, st instanceof Stack, Stack.of(7).peek(), st.filter((v) => v > 1).length);
class List extends Array { sum() { return this.reduce((a, c) => a + c, 0); } } console.log(List.of(1, 2, 3).map((v) => v * 2).sum(), new List(3).length, List.from("123", Number).slice(1).sum(), new List(1, 2).concat([3]).sum());
class DefaultMap extends Map { constructor(f, it) { super(it); this.f = f; } get(k) { if (!this.has(k)) this.set(k, this.f(k)); return super.get(k); } } const dm = new DefaultMap((k) => k.length, [["a", 9]]); console.log(dm.get("a"), dm.get("four"), dm.size);
class MyErr extends TypeError { constructor(...a) { super(...a); this.extra = 1; } get name() { return "MyErr"; } } try { throw new MyErr("m", { cause: 5 }); } catch (e) { console.log(`${e}`, e.cause, e instanceof TypeError, e.extra); }
console.log(Object.getPrototypeOf(class extends null { }) === Function.prototype); const Mixin = (S) => class extends S { mix() { return "mixed " + (super.mix?.() ?? "top"); } }; class M0 { } class M1 extends Mixin(Mixin(M0)) { } console.log(new M1().mix(), Mixin(M0).name === "");
class PromiseLike extends Promise { tag() { return "pl"; } } console.log(PromiseLike.resolve(1).then((x) => x).tag(), PromiseLike.resolve(1).finally(() => { }) instanceof PromiseLike); class Acc { static #v = 1; static get v() { return Acc.#v; } static set v(x) { Acc.#v = x * 2; } } Acc.v = 4; Acc.v++; console.log(Acc.v);
console.log(typeof A.prototype.constructor, Object.getOwnPropertyNames(B.prototype).join(), Object.keys(B).join(), (() => { try { A.call({}); } catch (e) { return e.name; } })()); Object.setPrototypeOf(b, { late: "proto" }); console.log(b.late, b instanceof A); A.prototype.added = function () { return this.x; }; console.log(new A().added());
class Iter { constructor(n) { this.n = n; } *[Symbol.iterator]() { for (let i = 0; i < this.n; i++) yield i; } get [Symbol.toStringTag]() { return "Iter"; } static [Symbol.hasInstance](v) { return v === 42; } [Symbol.toPrimitive](hint) { return hint === "number" ? this.n : hint; } } console.log([...new Iter(3)].join(), String(Object.prototype.toString.call(new Iter(1))), 42 instanceof Iter, new Iter(1) instanceof Iter, +new Iter(5), `${new Iter(5)}`, new Iter(5) + "");
class Get { get a() { return 1; } set b(v) { } static get() { return "get"; } static set() { return "set"; } static static() { return "static"; } async() { return "async"; } get() { return "iget"; } static async = 1; get = 2; set; static; "use strict"; } console.log(Get.get(), Get.set(), Get.static(), Get.async, new Get().get, "static" in new Get(), new Get().async()); const gg = new Get(); gg.a = 5; console.log(gg.a, gg.b);
