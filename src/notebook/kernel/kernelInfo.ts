import { version } from "../../program/version.js";

/** Content of `kernel_info_reply`: tslab's language, our name. */
export function kernelInfo(tslab: Readonly<Record<string, unknown>>): object {
  const language = tslab.language_info as { readonly name: string };
  const typescript = language.name === "typescript";
  return {
    ...tslab,
    status: "ok",
    protocol_version: "5.3",
    implementation: typescript ? "tracebook" : "tracebook-js",
    implementation_version: version,
    // tslab's fork of TypeScript decides what a cell may say.
    language_info: { ...language, version: typescript ? "5.0.4" : process.versions.node },
    banner: `Tracebook ${version}: ${typescript ? "TypeScript 5.0.4" : "JavaScript"} on Node ${process.versions.node}`,
    debugger: false,
    help_links: [],
  };
}
