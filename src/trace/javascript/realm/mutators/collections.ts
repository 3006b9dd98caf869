import { Mutator } from "../../../format/Kind.js";
import { dateTime, mapSize, NativeDate, ownKeys, setSize } from "../primordials.js";
import { follow, putMutation } from "./follow.js";

/** Changes of Map, Set and Date. */
export function followCollections(): void {
  const { prototype: map } = Map;
  const { prototype: set } = Set;
  follow(map, "set", {
    record(id, _self, args) {
      putMutation(id, Mutator.MAP_SET, [args[0], args[1]]);
      return true;
    },
  });
  follow(map, "delete", {
    record(id, _self, args, removed) {
      if (removed) putMutation(id, Mutator.MAP_DELETE, [args[0]]);
      return true;
    },
  });
  follow(set, "add", {
    look: setSize,
    record(id, self, args, _result, before) {
      if (setSize(self) !== before) putMutation(id, Mutator.SET_ADD, [args[0]]);
      return true;
    },
  });
  follow(set, "delete", {
    record(id, _self, args, removed) {
      if (removed) putMutation(id, Mutator.SET_DELETE, [args[0]]);
      return true;
    },
  });
  for (const [holder, size] of [
    [map, mapSize],
    [set, setSize],
  ] as const) {
    follow(holder, "clear", {
      look: size,
      record(id, _self, args, _result, before) {
        if (before > 0) putMutation(id, Mutator.CLEAR, args, 0);
        return true;
      },
    });
  }
  const { prototype: date } = NativeDate;
  for (const name of ownKeys(date)) {
    if (typeof name !== "string" || name.slice(0, 3) !== "set") continue;
    follow(date, name, {
      record(id, self) {
        putMutation(id, Mutator.DATE_SET, [dateTime(self)]);
        return true;
      },
    });
  }
}
