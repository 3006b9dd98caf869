function watched(target, notes) {
  return new Proxy(target, {
    get(object, key, receiver) {
      notes.push(`get ${String(key)}`);
      return Reflect.get(object, key, receiver);
    },
    set(object, key, value) {
      if (key === "locked") return false;
      notes.push(`set ${key}`);
      return Reflect.set(object, key, value);
    },
    has: (object, key) => notes.push(`has ${key}`) > 0 && key in object,
    deleteProperty: (object, key) => notes.push(`drop ${key}`) > 0 && delete object[key],
  });
}

function watch(commands) {
  "use strict";
  const notes = [];
  const ledger = watched({ a: 1, z: 0 }, notes);
  const results = commands.map(command => {
    const [verb, key, value] = command.split(" ");
    if (verb === "read") return ledger[key];
    if (verb === "write") return (ledger[key] = value);
    if (verb === "has") return key in ledger;
    return verb === "keys" ? Object.keys(ledger).join() : delete ledger[key];
  });
  ledger.z++;
  return { results, notes };
}
