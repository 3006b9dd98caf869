import def, { count, bump, later as renamed, default as again, Klass } from "./module-live-bindings-b.mjs";
import * as ns from "./module-live-bindings-b.mjs";
import "./module-live-bindings-c.mjs";
console.log(count, bump(), count, ns.count, renamed(), def === again, def.name, Object.keys(ns).join(), ns[Symbol.toStringTag]);
try { count = 5; } catch (e) { console.log(e.name); }
try { ns.count = 5; } catch (e) { console.log(e.name); }
try { ns.fresh = 5; } catch (e) { console.log(e.name); }
console.log(typeof this, this === undefined, (function () { return this; })(), typeof arguments, typeof require, typeof module);
console.log("count" in ns, "nope" in ns, Reflect.getPrototypeOf(ns), Object.isSealed(ns), new Klass().n, typeof import.meta);
const { count: copy } = ns; bump(); console.log(copy, count, ns["count"], { count }.count, `${count}`, [count].join(), ((count) => count)("shadow"));
console.log((0, bump)(), bump?.(), [1].map(bump).length, count);
export const own = await Promise.resolve("top-level await");
console.log(own);
export { own as alias, def as default }; export * from "./module-live-bindings-c.mjs"; export * as cNs from "./module-live-bindings-c.mjs"; export function hoisted() { return local; } let local = 1; export { local as mutable }; local++; console.log(hoisted());
for await (const x of [Promise.resolve(1), 2]) console.log("for await", x);
label: { const t = setTimeout(() => console.log("timer in module"), 1); if (t) break label; }
try { await Promise.reject(new Error("awaited rejection")); } catch (e) { console.log(e.message); }
console.log("end of main"); export class Late { static s = ns.count; } console.log(Late.s); export var v1 = 1, [v2, { v3 }] = [2, { v3: 3 }]; console.log(v1 + v2 + v3);
