// Runs cells in tslab's own executor, in this process: no Python, no ZeroMQ, the semantics of the plain kernel.
//   node tslabCells.cjs FOLDER   cells as a JSON list on stdin; prints one JSON list of results
const { join } = require("node:path");
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const folder = process.argv[2];
const cells = JSON.parse(readFileSync(0, "utf8"));
process.chdir(folder);
const need = createRequire(join(folder, "cell.js"));
const { createConverter } = need("tslab/dist/converter.js");
const { createExecutor } = need("tslab/dist/executor.js");
const { JupyterHandlerImpl } = need("tslab/dist/jupyter.js");
const print = process.stdout.write.bind(process.stdout);

(async () => {
  const node = createConverter({ isJS: false, isBrowser: false });
  const close = () => node.close();
  const handler = new JupyterHandlerImpl(
    createExecutor(folder, { node, browser: null, close }, console),
    false,
  );
  const results = [];
  for (const code of cells) {
    const result = { status: "", cpuMs: 0, streams: "", displays: [] };
    const before = process.cpuUsage();
    const { status } = await handler.handleExecute(
      { code },
      (name, text) => {
        result.streams += text;
      },
      ({ data, transient }, update) => {
        result.displays.push({ data, id: transient?.display_id, update });
      },
    );
    const { user, system } = process.cpuUsage(before);
    results.push({ ...result, status, cpuMs: Math.round((user + system) / 1000) });
    // tslab drops what comes within 200 ms of an error.
    if (status !== "ok") await new Promise(resolve => setTimeout(resolve, 250));
  }
  print(JSON.stringify(results), () => process.exit(0));
})();
