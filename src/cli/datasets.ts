import { join } from "node:path";
import type { Command } from "commander";
import type { FetchedFile } from "../datasets/published/fetchPublished.js";
import { type Library, library } from "./library.js";
import type { Session } from "./Session.js";

interface ListOptions {
  readonly json?: boolean;
}

interface FetchOptions {
  readonly out?: string;
  readonly from?: string;
  readonly json?: boolean;
}

/** Adds `tracebook datasets list` and `tracebook datasets fetch`. */
export function addDatasets(program: Command, session: Session): void {
  const datasets = program.command("datasets").description("The data sets that can be loaded by name.");
  datasets
    .command("list")
    .description(
      "List the data sets that come with this package and the published ones, with their licences.",
    )
    .option("--json", "print them as JSON")
    .addHelpText("after", "\nExamples:\n  tracebook datasets list\n  tracebook datasets list --json")
    .action((options: ListOptions) => list(options, session));
  datasets
    .command("fetch")
    .description("Show the licence of a published data set and download it from its home, with checksums.")
    .argument("<name>", "a published data set, as tracebook datasets list names it")
    .option("--out <dir>", "where the copy goes (default: $TRACEBOOK_DATA, else the user's cache)")
    .option("--from <address>", "a mirror of raw.githubusercontent.com")
    .option("--json", "print what was fetched as JSON")
    .addHelpText(
      "after",
      `
A download that was stopped goes on where it was. --out DIR is found again with TRACEBOOK_DATA=DIR.

Examples:
  tracebook datasets fetch cruxeval
  tracebook datasets fetch reval --out data`,
    )
    .action((name: string, options: FetchOptions) => fetchSet(name, options, session));
}

async function list({ json }: ListOptions, session: Session): Promise<void> {
  const rows = listed(await library());
  if (json) {
    await session.print(JSON.stringify(rows));
    return;
  }
  const lines = rows.flatMap(({ name, title, kind, licence, folder }) => [
    `${session.bold(name)}  ${title}`,
    session.dim(
      `  ${licence}; ${kind === "packaged" ? "in this package" : (folder ?? `not here: tracebook datasets fetch ${name}`)}`,
    ),
  ]);
  await session.print(lines.join("\n"));
}

/** A data set that can be loaded by name. */
interface Listed {
  readonly name: string;
  readonly title: string;
  readonly kind: "packaged" | "published";
  readonly licence: string;
  /** Of a published one: where it comes from. */
  readonly homepage?: string;
  /** Where it is on this machine; null for a published one that is not. */
  readonly folder: string | null;
}

function listed(lib: Library): readonly Listed[] {
  const packaged = lib.datasets().map((name): Listed => {
    const { title, licence, programs } = lib.loadDataset(name);
    const { path = "", file = "" } = programs[0];
    const both =
      licence.code === licence.data ? licence.code : `${licence.code} (code), ${licence.data} (data)`;
    // The path of a program ends with its file.
    const folder = join(path.slice(0, path.length - file.length));
    return { name, title, kind: "packaged", licence: both, folder };
  });
  const published = lib.publishedSets().map(
    (set): Listed => ({
      name: set.name,
      title: set.title,
      kind: "published",
      licence: set.licence.name === "none stated" ? "no licence stated" : set.licence.name,
      homepage: set.homepage,
      folder: lib.findPublished(set) ?? null,
    }),
  );
  return [...packaged, ...published];
}

async function fetchSet(name: string, options: FetchOptions, session: Session): Promise<void> {
  const lib = await library();
  const { out, from, json } = options;
  const { licence, title, homepage } = lib.publishedSet(name);
  if (!json) await session.print(`${title}\n${homepage}\nlicence ${licence.line}`);
  const fetched = await lib.fetchPublished(name, {
    out,
    home: from,
    signal: session.signal,
    onProgress: (file, done, total) => session.progress(`${file}: ${done} of ${total ?? "?"}`),
  });
  if (json) await session.print(JSON.stringify({ title, homepage, ...fetched }));
  else await session.print(fetched.files.map(file => said(file, fetched.folder)).join("\n"));
}

function said({ name, bytes, sha256, check, kept }: FetchedFile, folder: string): string {
  return `${join(folder, name)}: ${bytes} bytes, sha256 ${sha256} (${check}${kept ? ", was there" : ""})`;
}
