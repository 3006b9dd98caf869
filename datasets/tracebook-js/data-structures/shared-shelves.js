function rearrange(items, deep = false) {
  const shelf = { items, label: { text: "old" } };
  const alias = shelf;
  const copy = deep ? structured(shelf) : { ...shelf };
  alias.items.push("new");
  copy.label.text += "er";
  copy.count = copy.items.length;
  alias.count ||= alias.items.length * 100;
  delete alias.label.missing;
  return { shelf, copy, same: shelf.items === copy.items, has: "count" in shelf };
}

function structured(value) {
  if (Array.isArray(value)) return value.map(structured);
  if (typeof value !== "object" || value === null) return value;
  const out = {};
  for (const key of Object.keys(value)) out[key] = structured(value[key]);
  return out;
}
