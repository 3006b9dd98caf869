const run = (name, f) => { try { console.log(name, f()); } catch (e) { console.log(name, "threw", e && e.message ? e.message : e); } };
run("return in finally", () => { try { return 1; } finally { return 2; } });
run("finally keeps value", () => { let x = 1; try { return x; } finally { x = 2; } });
run("object mutated", () => { const o = { v: 1 }; try { return o; } finally { o.v = 2; } }, 0);
run("swallows throw", () => { try { throw new Error("lost"); } finally { return "swallowed"; } });
run("replaces throw", () => { try { throw new Error("first"); } finally { throw new Error("second"); } });
run("break in finally", () => { for (;;) { try { return "no"; } finally { break; } } return "after"; });
run("continue in finally", () => { let n = 0; for (const i of [1, 2, 3]) { try { n += i; throw i; } finally { continue; } } return n; });
run("label out of finally", () => { out: { try { throw 1; } finally { break out; } } return "out"; });
run("catch return then finally", () => { const l = []; const r = (() => { try { throw 1; } catch { l.push("c"); return "ret"; } finally { l.push("f"); } })(); return r + l.join(""); });
run("throw in catch", () => { const l = []; try { try { throw 1; } catch (e) { l.push(e); throw 2; } finally { l.push("f"); } } catch (e) { l.push(e); } return l.join(); });
run("nested", () => { const l = []; try { try { try { throw "a"; } finally { l.push(1); } } finally { l.push(2); } } catch (e) { l.push(e); } finally { l.push(3); } return l.join(); });
run("loop with finally", () => { const l = []; for (let i = 0; i < 4; i++) { try { if (i === 1) continue; if (i === 3) break; l.push(i); } finally { l.push("f" + i); } } return l.join(); });
run("while try continue", () => { let i = 0, s = ""; while (i++ < 3) { try { if (i === 2) continue; s += i; } catch { s += "x"; } finally { s += "."; } } return s; });
run("return expression order", () => { const l = []; const f = () => { try { return l.push("value"); } finally { l.push("finally"); } }; const r = f(); return r + ":" + l.join(); });
run("empty catch", () => { try { null.x; } catch {} return "quiet"; });
run("rethrow same", () => { const e = new Error("same"); try { try { throw e; } catch (x) { throw x; } } catch (y) { return y === e; } });
run("throw undefined", () => { throw undefined; });
run("throw null", () => { throw null; });
run("catch shadow", () => { var e = "outer"; try { throw "inner"; } catch (e) { e = "changed"; var leak = e; } return e + leak; });
run("var in catch", () => { try { throw 1; } catch (v) { var v = 2; } return String(v); });
run("switch in try", () => { const l = []; for (const v of [1, 2, 3]) { switch (v) { case 2: try { continue; } finally { l.push("f"); } default: l.push(v); } } return l.join(); });
run("finally sees thrown state", () => { let state = "start"; try { state = "try"; (() => { state = "inner"; throw 0; })(); state = "no"; } catch { state += "+c"; } finally { state += "+f"; } return state; });
run("error cause", () => { try { try { JSON.parse("{bad"); } catch (cause) { throw new Error("wrapped", { cause }); } } catch (e) { return e.message + "/" + e.cause.name + "/" + Object.keys(e).join(); } });
run("aggregate", () => { const e = new AggregateError([new Error("a"), new TypeError("b")], "many"); return e.message + e.errors.map((x) => x.name).join(); });
class AppError extends Error { constructor(m, code) { super(m); this.name = new.target.name; this.code = code; } get label() { return this.name + "#" + this.code; } }
class NotFound extends AppError { constructor(w) { super(w + " not found", 404); } }
run("custom", () => { try { throw new NotFound("page"); } catch (e) { return [e.label, e.message, e instanceof AppError, e instanceof Error, String(e), Object.prototype.toString.call(e)].join("|"); } });
run("custom uncaught", () => { throw new NotFound("thing"); });
function depth(n) { try { if (n === 0) throw new RangeError("bottom"); return depth(n - 1); } finally { depth.unwound = (depth.unwound || 0) + 1; } }
run("deep", () => depth(5)); console.log(depth.unwound);
run("stack has type", () => { try { null.f(); } catch (e) { return typeof e.stack + e.stack.split("\n")[0]; } });
run("generator finally order", () => { const l = []; function* g() { try { l.push(yield 1); } finally { l.push("gf"); } } const it = g(); it.next(); it.next("in"); return l.join(); });
run("callback throws", () => { const l = []; try { [1, 2, 3].forEach((v) => { l.push(v); if (v === 2) throw new Error("stop"); }); } catch (e) { l.push(e.message); } return l.join(); });
run("getter throws", () => { const o = { get x() { throw new SyntaxError("from getter"); } }; try { o.x; } catch (e) { return e.name; } });
run("return comma", () => { try { return (1, 2, 3); } finally { } });
run("do while finally", () => { let n = 0; do { try { n++; if (n < 3) continue; return n; } finally { n += 10; } } while (n < 30); return "end" + n; });
