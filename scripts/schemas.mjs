// Writes schemas/*.v1.json from the zod schemas beside each record.
//
//   node scripts/schemas.mjs          write
//   node scripts/schemas.mjs --check  exit 1 if a committed file differs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const entry = `
  export { programJsonSchema as program } from "./src/program/ProgramSchema.ts";
  export { traceHeaderJsonSchema as traceHeader } from "./src/trace/format/TraceHeaderSchema.ts";
  export { questionJsonSchema as question } from "./src/questions/QuestionSchema.ts";
  export { promptJsonSchema as prompt } from "./src/questions/PromptSchema.ts";
  export { answerJsonSchema as answer } from "./src/questions/AnswerSchema.ts";
  export { scoredJsonSchema as scored } from "./src/lens/scored/ScoredSchema.ts";
  export { verdictJsonSchema as verdict } from "./src/questions/VerdictSchema.ts";
`;
const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: root, loader: "ts" },
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  logLevel: "warning",
});
const makers = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

const check = process.argv.includes("--check");
let stale = 0;
mkdirSync(join(root, "schemas"), { recursive: true });
for (const [name, make] of Object.entries(makers)) {
  const file = `${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}.v1.json`;
  const text = `${JSON.stringify(make(), null, 2)}\n`;
  const path = join(root, "schemas", file);
  if (!check) writeFileSync(path, text);
  else if (read(path) !== text) {
    stale++;
    console.error(`schemas/${file} is not what src/ says: run node scripts/schemas.mjs`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
