const make = (name, n = 10, onReturn) => ({
  [Symbol.iterator]() {
    console.log(name, "open");
    let k = 0;
    return {
      next(v) { k++; return { value: k, done: k > n }; },
      return(v) { console.log(name, "return", arguments.length); if (onReturn) return onReturn(); return { done: true, value: v }; },
    };
  },
});
for (const x of make("complete", 2)) console.log(x);
for (const x of make("break")) { if (x === 2) break; }
outer: for (const x of make("outer")) { for (const y of make("inner")) { if (y === 2) continue outer; if (x === 2) break outer; } }
(function () { for (const x of make("function return")) return x; })();
try { for (const x of make("throws")) throw new Error("body"); } catch (e) { console.log(e.message); }
try { for (const x of make("both throw", 5, () => { throw new Error("from return"); })) throw new Error("body wins"); } catch (e) { console.log(e.message); }
try { for (const x of make("break throws", 5, () => { throw new Error("from return"); })) break; } catch (e) { console.log(e.message); }
try { for (const x of make("bad result", 5, () => 5)) break; } catch (e) { console.log(e.name); }
const badNext = { [Symbol.iterator]() { return { next() { throw new Error("next failed"); }, return() { console.log("never"); } }; } };
try { for (const x of badNext); } catch (e) { console.log(e.message); }
const notObject = { [Symbol.iterator]() { return { next() { return 1; } }; } };
try { for (const x of notObject); } catch (e) { console.log(e.name); }
try { [...{ [Symbol.iterator]: 3 }]; } catch (e) { console.log(e.name); }
const [a, b] = make("pattern"); console.log(a, b);
console.log(Math.max(...make("spread", 4)));
try { new Map(make("map")); } catch (e) { console.log(e.name); }
try { Array.from(make("from"), () => { throw new Error("mapper"); }); } catch (e) { console.log(e.message); }
function* g() { try { yield 1; yield 2; } finally { console.log("cleanup"); } }
for (const x of g()) { console.log(x); break; }
const [first] = g(); console.log(first);
function* delegate() { try { const r = yield* g(); console.log("inner gave", r); } finally { console.log("outer cleanup"); } }
for (const x of delegate()) { console.log(x); break; }
const it = delegate(); it.next(); console.log(JSON.stringify(it.return("early")), JSON.stringify(it.next()));
function* stubborn() { try { yield 1; } finally { yield "still here"; console.log("done now"); } }
const s = stubborn(); s.next(); console.log(JSON.stringify(s.return("r")), JSON.stringify(s.next()), JSON.stringify(s.next()));
function* overrides() { try { yield 1; } finally { return "override"; } }
const o = overrides(); o.next(); console.log(JSON.stringify(o.return("ignored")));
const o2 = overrides(); o2.next(); console.log(JSON.stringify(o2.throw(new Error("swallowed"))));
const unstarted = g(); console.log(JSON.stringify(unstarted.return("x")), JSON.stringify(unstarted.next()));
const unstartedThrow = g(); try { unstartedThrow.throw(new Error("cold")); } catch (e) { console.log(e.message, JSON.stringify(unstartedThrow.next())); }
function* catcher() { while (true) { try { const v = yield "ready"; console.log("got", v); } catch (e) { console.log("caught", e); } } }
const c = catcher(); c.next(); c.throw("t1"); c.next("n1"); console.log(JSON.stringify(c.return(5)), c.next().done);
for (const v of (function* () { yield* [1, 2]; yield* "ab"; return "unseen"; })()) console.log(v);
const reentrant = (function* () { try { reentrant.next(); } catch (e) { yield e.name; } })(); console.log(reentrant.next().value);
const plainIter = [1, 2, 3][Symbol.iterator](); plainIter.next(); for (const v of plainIter) console.log("rest", v);
const shared = g(); for (const v of shared) { if (v === 1) break; } console.log([...shared].length);
label: { for (const x of make("labelled")) { if (x) break label; } console.log("skipped"); }
