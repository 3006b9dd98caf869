import type { Command } from "commander";
import { modelFindings } from "./modelFindings.js";
import { notebookFindings } from "./notebookFindings.js";
import type { Session } from "./Session.js";
import { sandboxFindings } from "./sandboxFindings.js";
import { systemParts } from "./systemParts.js";

/** Oldest Node that Tracebook runs on, as package.json says too. */
const NODE = [20, 19] as const;

/** One line of the report. */
interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What it is for, and the command that mends it when it is missing. */
  readonly use?: string;
  readonly mend?: string;
}

/** Adds `tracebook doctor`. */
export function addDoctor(program: Command, session: Session): void {
  program
    .command("doctor")
    .description(
      "Say what works on this machine: Node, the layers of the sandbox, what notebooks and models in this process need, optional system parts.",
    )
    .option("--json", "print the findings as JSON")
    .addHelpText("after", "\nExamples:\n  tracebook doctor\n  tracebook doctor --json")
    .action((options: { readonly json?: boolean }) => run(options, session));
}

async function run(options: { readonly json?: boolean }, session: Session): Promise<void> {
  session.progress("looking");
  const node = nodeFinding(process.versions.node);
  const [layers, notebooks, parts, models] = await Promise.all([
    sandboxFindings(),
    notebookFindings(session.signal),
    systemParts(session.signal),
    modelFindings(),
  ]);
  const sections = {
    node: [node],
    sandbox: layers,
    notebooks,
    optional: [...models, ...parts.map(({ found, ...part }) => ({ ok: found, ...part }))],
  };
  if (options.json) {
    await session.print(JSON.stringify(sections, null, 2));
  } else {
    const lines: string[] = [];
    for (const [title, findings] of [
      ["Needed", sections.node],
      ["Sandbox", sections.sandbox],
      ["Notebooks", sections.notebooks],
      ["Optional", sections.optional],
    ] as const) {
      lines.push(session.bold(title), ...findings.flatMap(finding => render(finding, session)), "");
    }
    await session.print(lines.join("\n").trimEnd());
  }
  if (!node.ok)
    throw new Error(`Node ${NODE.join(".")} or newer is needed, this is ${process.versions.node}`);
}

function nodeFinding(version: string): Finding {
  const [major, minor] = version.split(".").map(Number);
  const ok = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  return {
    name: "Node",
    ok,
    detail: `${version} on ${process.platform} ${process.arch}`,
    mend: "npm i -g node@24",
  };
}

function render(finding: Finding, session: Session): string[] {
  const mark = finding.ok ? "yes" : "no ";
  const lines = [`  ${mark}  ${finding.name.padEnd(22)} ${finding.detail}`];
  if (!finding.ok && finding.mend) {
    const why = finding.use ? `  (for ${finding.use})` : "";
    lines.push(session.dim(`${" ".repeat(30)}to mend: ${finding.mend}${why}`));
  }
  return lines;
}
