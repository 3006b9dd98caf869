const taken = Object.create(null);

function slug(name) {
  const base =
    name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "untitled";
  taken[base] = (taken[base] ?? 0) + 1;
  return taken[base] > 1 ? `${base}-${taken[base]}` : base;
}

function slugs(names) {
  const result = names.map(slug);
  return { result, taken: { ...taken } };
}
