function forever(n) { return forever(n + 1) + 1; }
try { forever(0); } catch (e) { console.log(e instanceof RangeError, e.message); }
let depth = 0;
const dive = () => { depth++; dive(); };
try { dive(); } catch (e) { console.log(e.name, depth > 500); }
const ping = (n) => pong(n), pong = (n) => ping(n);
try { ping(1); } catch (e) { console.log(e.name); }
class Loop { get self() { return this.self; } toString() { return `${this}`; } }
try { new Loop().self; } catch (e) { console.log(e.name); }
try { String(new Loop()); } catch (e) { console.log(e.name); }
function withFinally(n) { try { return withFinally(n + 1); } finally { withFinally.count = (withFinally.count || 0) + 1; } }
try { withFinally(0); } catch (e) { console.log(e.name, withFinally.count > 100); }
const nested = []; let cur = nested; for (let i = 0; i < 1000; i++) { cur.push([]); cur = cur[0]; }
console.log(nested.flat(Infinity).length);
const proxy = new Proxy({}, { get: (t, k, r) => r[k] });
try { proxy.x; } catch (e) { console.log(e.name); }
function* rec() { yield* rec(); }
try { rec().next(); } catch (e) { console.log(e.name); }
function recover(n) { try { return recover(n + 1); } catch { return "recovered"; } }
console.log(recover(0));
const sum = (n) => (n === 0 ? 0 : n + sum(n - 1));
console.log(sum(800));
const isEven = (n) => n === 0 || isOdd(n - 1), isOdd = (n) => n !== 0 && isEven(n - 1);
console.log(isEven(500), isOdd(500));
console.log("still running");
