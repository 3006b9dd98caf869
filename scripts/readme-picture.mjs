// Draws docs/trace.svg, the picture of the README: node scripts/readme-picture.mjs [FILE] (after npm run build).
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { closePool, trace, traceViewer } = createRequire(import.meta.url)(join(root, "dist/index.cjs"));
const out = process.argv[2] ?? join(root, "docs/trace.svg");

const source = `function change(amount, coins) {
  const purse = [];
  for (const coin of coins) {
    while (amount >= coin) {
      purse.push(coin);
      amount -= coin;
    }
  }
  if (amount > 0) console.log("short of", amount);
  return purse;
}
`;
const recorded = await trace(source, { file: "change.js", call: "change(88, [50, 20, 5, 2])" });
await closePool();
mkdirSync(dirname(out), { recursive: true });
await traceViewer(recorded, { source: "change.js", maxLines: 20 }).save(out);
