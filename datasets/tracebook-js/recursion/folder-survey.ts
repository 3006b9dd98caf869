interface Folder {
  readonly [name: string]: number | Folder;
}

function fold<R>(
  entry: number | Folder,
  path: string,
  file: (size: number, path: string) => R,
  folder: (parts: R[], path: string) => R,
): R {
  if (typeof entry === "number") return file(entry, path);
  const parts = Object.entries(entry).map(([name, inner]) => fold(inner, `${path}/${name}`, file, folder));
  return folder(parts, path);
}

function survey(root: Folder, question: "size" | "deepest" | "empty"): number | string | string[] {
  const depth = (path: string): number => path.split("/").length;
  if (question === "size") {
    return fold<number>(
      root,
      "",
      size => size,
      parts => parts.reduce((a, b) => a + b, 1),
    );
  }
  if (question === "deepest") {
    return fold(
      root,
      "",
      (_, path) => path,
      (paths, path) => paths.reduce((a, b) => (depth(b) > depth(a) ? b : a), path),
    );
  }
  return fold<string[]>(
    root,
    "",
    () => [],
    (parts, path) => (parts.length > 0 ? parts.flat() : [path || "/"]),
  );
}
