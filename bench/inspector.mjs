// Steps a program with V8's inspector, in this process: prints steps and microseconds of CPU time a step.
import inspector from "node:inspector";
import vm from "node:vm";
import { scalars } from "./programs.mjs";

const session = new inspector.Session();
session.connect();
let stops = 0;
let scriptId;
session.on("Debugger.scriptParsed", ({ params }) => {
  if (params.url === "bench.js") scriptId = params.scriptId;
});
session.on("Debugger.paused", ({ params }) => {
  const { location, scopeChain } = params.callFrames[0];
  if (location.scriptId !== scriptId) return session.post("Debugger.stepOut");
  stops++;
  // What a tracer wants of a step: the locals.
  const local = scopeChain.find(s => s.type === "local");
  if (local)
    session.post("Runtime.getProperties", { objectId: local.object.objectId, ownProperties: true }, () => {});
  session.post("Debugger.stepInto");
});
session.post("Debugger.enable");
const collatz = vm.runInThisContext(`${scalars};collatz`, { filename: "bench.js" });
session.post("Debugger.setBreakpointByUrl", { url: "bench.js", lineNumber: 1 });
const start = process.cpuUsage();
collatz(Number(process.argv[2]));
const { user, system } = process.cpuUsage(start);
session.post("Debugger.disable");
console.log(stops, (user + system) / stops);
