/**
 * Whether a name that a dictionary gives its model (`meta-llama/Llama-3.2-1B`, `gpt2-small`) can be that of a model at a path: one
 * contains the other, letters and digits only, in one of the last three parts of the path (Hugging Face's cache:
 * `models--owner--name/snapshots/…`).
 */
export function sameModelName(named: string, path: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const name = plain(named.split("/").at(-1) as string);
  if (name === "") return true;
  return path
    .split(/[\\/]/)
    .slice(-3)
    .map(part => plain(part.replace(/\.(gguf|safetensors)$/i, "")))
    .some(part => part.includes(name) || (part.length >= 4 && name.includes(part)));
}
