// The licence texts of the packages whose code the bundles contain; their licences ask for it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folder of the package a bundled file belongs to, or undefined for our own files. */
function packageFolder(file) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
  return match?.[1];
}

/** One text: name, version, licence and licence text of the packages of every bundled or copied file, by name. */
export function thirdPartyNotices(root, metafiles, copied) {
  const folders = new Set(copied.map(packageFolder));
  for (const metafile of metafiles) {
    for (const output of Object.values(metafile.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
        const folder = packageFolder(file);
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  // Packages of one family share their licence text, which then stands once.
  const byText = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const files = readdirSync(join(root, folder)).filter(file => /^(licen[cs]e|notice|copying)/i.test(file));
    const text = files
      .sort()
      .map(file => readFileSync(join(root, folder, file), "utf8").trim())
      .join("\n\n");
    const names = byText.get(text) ?? [];
    byText.set(text, names);
    names.push(`${name} ${version} (${license})`);
  }
  const notices = [...byText].map(([text, names]) => `${names.sort().join("\n")}\n\n${text}`).sort();
  const rule = `\n\n${"-".repeat(78)}\n\n`;
  return `Code of these packages is part of the files in this folder.${rule}${notices.join(rule)}\n`;
}
