// Compares what the log says each variable holds with what the program read back (record.audit).

/** Differences between replay and the CHECK rows of a trace, as sentences. */
export function wrongStates(lib, trace) {
  const { Kind, Tag, Replay, equalValues, frames, idOf, kindOf, ownerOf, rowGroups, tagOf } = lib;
  const replay = new Replay(trace);
  const all = frames(trace);
  const wrong = [];
  let checks = 0;
  for (const group of rowGroups(trace.columns)) {
    const [op] = group.op;
    if (kindOf(op) !== Kind.CHECK) continue;
    const variable = trace.tables.variables[idOf(op)];
    replay.seek(group.row);
    checks++;
    if (tagOf(op) === Tag.UNINITIALIZED) {
      const seen = replay.valueOf(variable.name, group.frame[0]);
      if (seen !== undefined)
        wrong.push(`${variable.name} is in its dead zone, the log has ${JSON.stringify(seen)}`);
      continue;
    }
    const logged = replay.value(ownerOf(all, group.frame[0], variable.function), variable.id);
    const read = replay.rowValue();
    if (/"truncated":[1-9]|"type":"elided"/.test(JSON.stringify(read))) continue;
    if (logged === undefined || !equalValues(comparable(logged), comparable(read), { negativeZero: true })) {
      const place = trace.tables.sites[replay.site(group.frame[0])];
      const short = value => JSON.stringify(value)?.slice(0, 900);
      wrong.push(`${variable.name} after line ${place?.line}: log ${short(logged)}, program ${short(read)}`);
    }
    if (wrong.length >= 5) break;
  }
  if (checks === 0) wrong.push("nothing was checked");
  return wrong;
}

/** What cannot be compared by content is compared by what is known of it. */
function comparable(value) {
  const word = text => ({ type: "string", value: text, length: text.length });
  if (value.type === "opaque") return word(`<${value.class}>`);
  if (value.type === "accessor" || value.type === "uninitialized") return word(`<${value.type}>`);
  const copy = { ...value };
  if (copy.properties)
    copy.properties = copy.properties.map(p => ({ key: p.key, value: comparable(p.value) }));
  if (copy.items) copy.items = copy.items.map(comparable);
  if (copy.entries) copy.entries = copy.entries.map(([k, v]) => [comparable(k), comparable(v)]);
  return copy;
}
