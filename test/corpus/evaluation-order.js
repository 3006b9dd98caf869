const log = [];
const t = (label, value = label) => { log.push(label); return value; };
const flush = (name) => { console.log(name + ": " + log.join(" ")); log.length = 0; };
const o = {};
const obj = () => t("obj", o);
const key = () => t("key", "k");
const key2 = () => t("key2", { toString() { log.push("toString"); return "k"; } });
const val = () => t("val", 3);
obj()[key()] = val(); flush("computed assign");
obj()[key2()] = val(); flush("object key assign");
obj()[key2()] += val(); flush("object key compound");
obj()[key2()]++; flush("object key update");
obj().k = val(); flush("static assign");
obj()[key()] ??= val(); flush("nullish short");
o.k = null;
obj()[key()] ??= val(); flush("nullish assigns");
delete obj()[key()]; flush("delete");
let a = [1, 2, 3, 4], i = 0;
a[i++] += i; console.log(a.join(), i);
a[i++] = a[i++]; console.log(a.join(), i);
a[i--] **= 2; console.log(a.join(), i);
i = i++ + ++i; console.log(i);
i += i++ * 2; console.log(i);
let x = 1; x += (x = 5, 2); console.log(x);
x = 1; x = x + (x = 10) + x; console.log(x);
const nul = null;
try { nul[key()] = val(); } catch (e) { flush("null target " + e.name); }
try { undefined_()[key()] = val(); } catch (e) { flush("throws first " + e.name); }
try { nul.f(t("arg")); } catch (e) { flush("null call " + e.name); }
try { ({}).f(t("arg")); } catch (e) { flush("not a function " + e.name); }
try { const und = undefined; und[key()](t("arg")); } catch (e) { flush("undefined callee " + e.name); }
t("f", (...args) => t("body", args.length))(t("a1"), ...t("spread", [1, 2]), t("a2")); flush("call");
new (t("ctor", class { constructor() { log.push("constructed"); } }))(t("n1"), t("n2")); flush("new");
const lit = { [t("k1")]: t("v1"), [t("k2")]: t("v2"), ...t("s", {}), m: t("v3") }; flush("object literal");
[t("e1"), ...t("e2", []), t("e3")]; flush("array literal");
`${t("t1")}-${t("t2")}`; flush("template");
((s, ...v) => t("tag"))`${t("t1")}-${t("t2")}`; flush("tagged");
t("l", 1) + t("r", 2) * t("m", 3); flush("binary");
t("l", 2) ** t("r", 3) ** t("m", 1); flush("power");
t("l", 0) && t("r"); t("l2", 1) && t("r2"); t("l3", 0) || t("r3"); t("l4", 0) ?? t("r4"); flush("logical");
t("c", true) ? t("yes") : t("no"); flush("conditional");
t("x1", 1) < t("x2", 2) === t("x3", true); flush("relational");
(t("first"), t("second"), t("third")); flush("comma");
class K { [t("c1")]() {} static [t("c2")] = t("sv"); [t("c3")] = t("iv"); static { t("block"); } static sf = t("sf"); }
flush("class definition"); new K(); flush("instance");
class L extends t("heritage", Object) { [t("member")]() {} } flush("heritage");
function params(a = t("p1"), { b = t("p2"), [t("pk")]: c = t("p3") } = t("p4", {}), [d = t("p5")] = t("p6", [])) { t("body"); }
params(); flush("parameters"); params(1, { b: 1, pk: 1 }, [1]); flush("given");
for (let j = t("init", 0); t("test", j < 2); t("update", j++)) t("loop"); flush("for");
let n = 2; do t("do"); while (t("while", --n)); flush("do while");
switch (t("disc", 3)) { case t("c1", 1): t("b1"); case t("c2", 3): t("b2"); default: t("bd"); case t("c3", 4): t("b3"); } flush("switch");
switch (t("disc", 9)) { case t("c1", 1): t("b1"); default: t("bd"); case t("c2", 3): t("b2"); break; case t("c4", 4): t("no"); } flush("switch default");
obj()?.[key()]?.[t("skipped")].deep(t("skipped")); flush("optional chain");
const vo = (name, v) => ({ valueOf() { log.push(name + ".valueOf"); return v; }, toString() { log.push(name + ".toString"); return "s" + v; } });
vo("a", 1) + vo("b", 2); flush("add objects"); vo("a", 1) < vo("b", 2); flush("compare objects"); vo("a", 1) > vo("b", 2); flush("compare reversed");
`${vo("a", 1)}`; flush("template object"); ({})[vo("a", 1)]; flush("key object"); -vo("a", 1); flush("negate"); vo("a", 1) == 1; flush("loose equal");
let u = vo("a", 1); u++; flush("update object"); console.log(u);
