import type { KernelName } from "./kernelSpec.js";

/** The picture of a kernel in Jupyter's launcher: steps of a trace in a frame, and the language's letters. */
export function kernelLogo(name: KernelName): string {
  const [letters, colour] = name === "tracebook" ? ["TS", "#3b6ea8"] : ["JS", "#8a6d00"];
  const steps = [14, 26, 38]
    .map((x, i) => `<circle cx="${x}" cy="${18 + 7 * (i % 2)}" r="4" fill="#fff"/>`)
    .join("");
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">' +
    `<rect x="2" y="2" width="60" height="60" rx="8" fill="${colour}"/>` +
    '<path d="M14 18 26 25 38 18 50 25" fill="none" stroke="#fff" stroke-width="2"/>' +
    `${steps}<circle cx="50" cy="25" r="4" fill="#fff"/>` +
    `<text x="32" y="54" font-family="sans-serif" font-size="22" font-weight="bold" fill="#fff" text-anchor="middle">${letters}</text>` +
    "</svg>\n"
  );
}
