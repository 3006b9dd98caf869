// What the README shows is made here from the built package: the output of its examples and docs/trace.svg.
//
//   npm run build && node scripts/readme.mjs     writes both anew; test/package/readme.test.ts compares
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const readme = join(root, "README.md");

/** The fenced block of a language in which `part` stands. */
function block(text, language, part) {
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.find(([, name, content]) => name === language && content.includes(part));
  if (!found) throw new Error(`the README has no ${language} block with ${part}`);
  return found[2];
}

/** What the ten lines and the command of the README print, in this order. */
export function exampleOutputs() {
  const text = readFileSync(readme, "utf8");
  const code = block(text, "js", 'from "tracebook"');
  // The package finds itself by name when the code runs in its folder.
  const first = execFileSync(process.execPath, ["--input-type=module", "-e", code], {
    cwd: root,
    encoding: "utf8",
  });
  const folder = mkdtempSync(join(tmpdir(), "tracebook-readme-"));
  try {
    const [, file, call] = /tracebook trace (\S+) --call '([^']+)'/.exec(
      block(text, "sh", "tracebook trace"),
    );
    writeFileSync(join(folder, file), /`(function[\s\S]*?)`/.exec(code)[1]);
    const args = [join(root, "dist/cli.cjs"), "trace", file, "--call", call];
    return [first, execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" })];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The README with these texts in its `text` blocks, in order. */
export function withOutputs(outputs) {
  const rest = [...outputs];
  return readFileSync(readme, "utf8").replace(
    /^```text\n[\s\S]*?^```$/gm,
    () => `\`\`\`text\n${rest.shift()}\`\`\``,
  );
}

/** The picture of the README, as SVG. */
export async function picture() {
  const { closePool, trace, traceViewer } = createRequire(import.meta.url)(join(root, "dist/index.cjs"));
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
  return traceViewer(recorded, { source: "change.js", maxLines: 20 }).toSVG();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(readme, withOutputs(exampleOutputs()));
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "docs/trace.svg"), await picture());
}
