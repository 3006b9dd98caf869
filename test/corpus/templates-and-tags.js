const tag = (s, ...v) => s.raw.map((r, i) => r + (i < v.length ? "<" + v[i] + ">" : "")).join("");
console.log(tag`a${1}b${"two"}c`, tag`\n${0}\u0041`, tag``, tag`${1}${2}`);
console.log(((s) => s[0] === undefined ? "bad escape " + s.raw[0] : s[0])`\unicode`, ((s) => Object.isFrozen(s) + "" + s.length)`a${0}b`);
const same = () => ((s) => s)`x`; console.log(same() === same(), ((s) => s)`x` === ((s) => s)`x`);
const calls = []; for (let i = 0; i < 3; i++) calls.push(((s) => s)`loop${i}`); console.log(calls[0] === calls[1], calls.length);
console.log(`outer ${`inner ${`deepest ${1 + 1}`} x`} ${[1, 2].map((v) => `<${v}${v > 1 ? `!${"?"}` : ``}>`).join(`,`)}`);
console.log(`brace } and { and \${not} and $ and $$ ${"${}"} ${{ a: `}` }.a}`, `\``, `a\
b`, `multi
line`.length);
const o = { t(s, ...v) { return this.n + s.join("_") + v.join(); }, n: 5, deep: { t: (s) => (...w) => s[0] + w.length } };
console.log(o.t`a${1}b`, o["t"]`${2}`, o.deep.t`curried`(1, 2), o.deep.t`x`(...[1, 2, 3]), new (((s) => class { v = s[0]; })`made`)().v);
class T { static of(s) { return new T(s[0]); } constructor(v) { this.v = v; } get up() { return (s) => this.v + s[0]; } } console.log(T.of`s`.v, new T("n").up`t`);
console.log(String.raw`C:\new\${1}`, String.raw`${1}\${2}`, String.raw({ raw: "abc" }, 1, 2), `${[1, [2, 3]]}${{}}${null}${undefined}${true}${-0}${1n}`);
const html = (s, ...v) => s.reduce((a, c, i) => a + c + (v[i] === undefined ? "" : String(v[i]).replace(/[<&]/g, (ch) => ({ "<": "&lt;", "&": "&amp;" })[ch])), ""); console.log(html`<b>${"<x & y>"}</b>`);
let n = 0; console.log(`${n++}${n++}${n}`, `${(n = 10, n + 1)}`, `${n > 5 ? "big" : "small"}`, `${function () { return "iife"; }()}`, `${(() => { for (const x of [1, 2]) if (x > 1) return x; })()}`);
async function a() { return `${await "awaited"}-${await Promise.resolve(2)}`; } a().then((v) => console.log(v)); function* g() { const x = `${yield 1}|${yield 2}`; return x; } const it = g(); it.next(); it.next("a"); console.log(it.next("b").value);
const cr = "`a\r\nb`"; console.log(`line1
line2`.split("\n").length, cr.length, `	tab`.charCodeAt(0), `\x41\u{1F600}\0`.length, typeof `t`, `t` === "t", ("x", `y`));
console.log(((s, f) => s[0] + f("q"))`call ${(x) => x + `${x}`}`, tag`${tag`nested ${1}`}`, ((...a) => a.length)`${1}${2}${3}`, (s => s.raw[0])`\\`, `a${"b"}c`.length, `${""}`.length, `$`.length, `$${1}`, `{${1}}`);
const memo = new WeakMap(); const cached = (s, ...v) => { if (!memo.has(s)) memo.set(s, memo.size ?? "first"); return memo.has(s) + v.join(); }; const use = (v) => cached`k${v}`; console.log(use(1), use(2)); const gettag = { get tag() { console.log("tag read"); return (s, x) => s.length + x; } }; console.log(gettag.tag`${(console.log("argument"), 1)}`); try { (null)`x`; } catch (e) { console.log(e.name); } try { tag`${missing}`; } catch (e) { console.log(e.name); } console.log(eval_`never evaluated`); function eval_(s) { return s[0]; }
