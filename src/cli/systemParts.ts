import { execFile } from "node:child_process";

/** A program of the system that some part of Tracebook uses when it is there. */
export interface SystemPart {
  readonly name: string;
  /** What it is used for. */
  readonly use: string;
  readonly found: boolean;
  /** Program and version line, or why it does not count. */
  readonly detail: string;
  /** Command that installs it on Debian and its like. */
  readonly mend: string;
}

interface Candidate {
  readonly name: string;
  readonly use: string;
  readonly mend: string;
  /** Commands to try in order; the first whose output matches `version` counts. */
  readonly commands: readonly (readonly string[])[];
  readonly version: RegExp;
}

const CANDIDATES: readonly Candidate[] = [
  {
    name: "Chromium",
    use: "opening figures and pages in the tests",
    mend: "apt-get install chromium",
    commands: [
      ["chromium", "--version"],
      ["chromium-browser", "--version"],
      ["google-chrome", "--version"],
    ],
    version: /\d+\.\d+\.\d+/,
  },
  {
    name: "CPython 3.11",
    use: "comparing speed and truth with Python",
    mend: "apt-get install python3  (Debian 12), or uv python install 3.11",
    commands: [
      ["python3.11", "--version"],
      ["/usr/bin/python3", "--version"],
      ["python3", "--version"],
    ],
    version: /Python 3\.11\./,
  },
  {
    name: "Redis",
    use: "sharing uneven work between machines",
    mend: "apt-get install redis-server",
    commands: [
      ["redis-server", "--version"],
      ["valkey-server", "--version"],
    ],
    version: /v=\d+/,
  },
  {
    name: "nbconvert",
    use: "turning notebooks into pages, and running them with Python's client",
    mend: "apt-get install jupyter-nbconvert python3-nbclient, or pip install nbconvert nbclient",
    commands: [
      ["jupyter-nbconvert", "--version"],
      ["jupyter", "nbconvert", "--version"],
    ],
    version: /^\d+\.\d+/m,
  },
];

/** Output of a command, or undefined when it cannot be run. */
function ask(command: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  const [file, ...rest] = command;
  return new Promise(resolve => {
    execFile(file, rest, { timeout: 10_000, signal }, (error, stdout, stderr) =>
      resolve(error ? undefined : `${stdout}${stderr}`.trim()),
    );
  });
}

/** Looks for every optional program of the system; order is fixed. */
export function systemParts(signal: AbortSignal): Promise<readonly SystemPart[]> {
  return Promise.all(
    CANDIDATES.map(async ({ name, use, mend, commands, version }) => {
      let detail = "not found";
      for (const command of commands) {
        const output = await ask(command, signal);
        if (output === undefined) continue;
        const line = `${command[0]}: ${output.split("\n")[0]}`;
        if (version.test(output)) return { name, use, mend, found: true, detail: line };
        if (detail === "not found") detail = `${line} is another version`;
      }
      return { name, use, mend, found: false, detail };
    }),
  );
}
