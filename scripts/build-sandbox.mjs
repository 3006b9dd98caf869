import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const text = async options =>
  (
    await build({
      bundle: true,
      write: false,
      format: "iife",
      platform: "neutral",
      target: "node20",
      mainFields: ["main"],
      absWorkingDir: root,
      logLevel: "error",
      ...options,
    })
  ).outputFiles[0].text;
const realm = await text({ entryPoints: ["src/trace/recorder/realm.ts"], globalName: "__realm" });
const assert = await text({
  stdin: { contents: "module.exports = require('assert/build/assert.js')", resolveDir: root, loader: "js" },
  globalName: "__assert",
  define: { "process.env.NODE_DEBUG": '""', process: "__process", global: "globalThis" },
  banner: { js: "var __process={env:{},emitWarning(){},versions:{},platform:'linux',stderr:{},pid:1};" },
  platform: "browser",
});
await build({
  entryPoints: ["src/trace/sandbox/child.ts"],
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  outfile: "dist/sandbox.cjs",
  absWorkingDir: root,
  logLevel: "error",
  define: {
    __REALM__: JSON.stringify(`(function(){"use strict";${realm};return __realm.makeRealm})()`),
    __ASSERT__: JSON.stringify(`(function(){${assert};return __assert})()`),
    __SLOPPY__: JSON.stringify("({ put(o, k, v) { o[k] = v }, del(o, k) { return delete o[k] } })"),
  },
});
