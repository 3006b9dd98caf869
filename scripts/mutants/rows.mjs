// Checks of one trace that hold for any program: nothing here knows what a recording looked like before.

const LOOPS = new Set(["while", "do", "for", "for-in", "for-of", "for-await"]);

/** What is wrong with the rows of a trace: a list of sentences, empty when all is well. */
export function wrongRows(lib, trace) {
  const { Kind, idOf, kindOf, rowGroups } = lib;
  const { tables, footer, programs } = trace;
  const wrong = [];
  const say = (row, text) => {
    if (wrong.length < 5) wrong.push(`row ${row}: ${text}`);
  };
  const node = ({ program, node }) => programs[program].nodes[node];
  /** By frame: function, lexical parent, open site, branches seen in it, how it ended, what comes next. */
  const frames = new Map();
  const stack = [];
  const delegates = site => {
    const { start } = node(site);
    return /^yield\s*\*/.test(programs[site.program].source.slice(start, start + 40));
  };
  const ancestors = site => {
    const found = [];
    for (let s = site; s >= 0; s = tables.sites[s].parent) found.push(s);
    return found;
  };
  const suspends =
    tables.functions.some(fn => fn.async || fn.generator) ||
    /set(?:Timeout|Immediate|Interval)|Promise|queueMicrotask/.test(programs.map(p => p.source).join());
  /** Function → its variable `this`. */
  const selves = new Map(tables.variables.filter(v => v.kind === "this").map(v => [v.function, v.id]));
  let begins = 0;
  let calls = 0;

  for (const group of rowGroups(trace.columns)) {
    if (!group.regular) say(group.row, "a row that is no event");
    const op = group.op[group.op.length - 1];
    const kind = kindOf(group.op[0]);
    const id = idOf(op);
    const { row } = group;
    if (kind === Kind.CALL) {
      calls++;
      const [f] = group.frame;
      const [caller, parent] = group.value;
      while (stack.length > 0 && frames.get(stack.at(-1)).left && stack.at(-1) !== caller) stack.pop();
      const below = frames.get(caller);
      if (caller !== -1 && (below === undefined || (below.waits && !below.delegates))) {
        say(row, `frame ${f} is called by ${caller}, which does not run`);
      }
      if (!suspends && caller !== (stack.at(-1) ?? -1)) {
        say(row, `frame ${f} is called by ${caller}, on top is ${stack.at(-1)}`);
      }
      const fn = tables.functions[idOf(group.op[0])];
      const above = frames.get(parent);
      if ((above?.fn.id ?? -1) !== fn.parent)
        say(row, `${fn.name} in a frame of function ${above?.fn.id}, not ${fn.parent}`);
      frames.set(f, {
        fn,
        open: -1,
        branches: 0,
        ended: false,
        left: false,
        parent,
        arms: new Map(),
        set: new Set(),
        seen: new Map(),
        time: 0,
        lastEnd: -1,
        params: [...fn.params],
        after: undefined,
        waits: false,
      });
      stack.push(f);
      continue;
    }
    const stepping = [
      Kind.BEGIN,
      Kind.END,
      Kind.BRANCH,
      Kind.SET,
      Kind.RETURN,
      Kind.THROW,
      Kind.CATCH,
      Kind.AWAIT,
      Kind.YIELD,
      Kind.RESUME,
      Kind.RESUME_THROW,
      Kind.RESUME_RETURN,
    ];
    if (!stepping.includes(kind)) continue;
    const decides = kind !== Kind.BEGIN && kind !== Kind.END;
    const f = group.frame[group.frame.length - 1];
    const frame = frames.get(f);
    if (frame === undefined) {
      if (f >= 0) say(row, `frame ${f} was never called`);
      continue;
    }
    if (decides) frame.last = -1;
    const resumes = [Kind.RESUME, Kind.RESUME_THROW, Kind.RESUME_RETURN].includes(kind);
    if (resumes) {
      if (!frame.waits) say(row, `frame ${f} goes on but was not suspended`);
      frame.waits = false;
      if (stack.at(-1) !== f) {
        while (stack.length > 0 && frames.get(stack.at(-1)).left) stack.pop();
        if (!stack.includes(f)) stack.push(f);
      }
    } else if (frame.waits) {
      say(row, `frame ${f} acts while suspended`);
      frame.waits = false;
    }
    // The call's promise may give its frame a second RETURN or THROW.
    if (frame.ended && ![Kind.RETURN, Kind.THROW, Kind.BEGIN, Kind.CATCH].includes(kind)) {
      say(row, `kind ${kind} in frame ${f}, which had ended`);
    }
    if (kind === Kind.AWAIT || kind === Kind.YIELD) {
      frame.waits = true;
      frame.delegates = delegates(tables.sites[id]);
      const at = stack.lastIndexOf(f);
      // A yield* stays on the stack until something inside suspends: what is above has gone with it.
      if (at >= 0 && !frame.delegates) stack.splice(at);
    }
    if (kind === Kind.SET) {
      for (let at = frame; at !== undefined; at = frames.get(at.parent))
        at.set.add(tables.writes[id].variable);
      checkPlace(frame, tables.writes[id], row);
      const { variable } = tables.writes[id];
      const { function: owner, kind: what } = tables.variables[variable];
      if (frame.params.length > 0 && frame.params[0] === variable) frame.params.shift();
      if (what !== "global" && !owners(frames, tables, f, owner))
        say(row, `no frame owns ${tables.variables[variable].name}`);
    }
    if (kind === Kind.BEGIN) {
      begins++;
      const site = tables.sites[id];
      if (site.function !== frame.fn.id)
        say(row, `site of function ${site.function} in a frame of ${frame.fn.id}`);
      if (frame.params.length > 0 && frame.fn.kind !== "init")
        say(row, `${frame.fn.name} runs before its parameters are set`);
      if (frame.open >= 0 && site.kind !== "finally")
        say(row, `site ${id} begins while ${frame.open} is open`);
      if (frame.after !== undefined) checkArm(frame.after, id, row);
      if (frame.ended && site.kind !== "finally")
        say(row, `site ${id} begins in frame ${f}, which had ended`);
      if (site.kind === "finally" && frame.last === id) say(row, `finally ${id} begins twice`);
      checkRepeat(frame, site, row);
      if (frame.taken !== undefined) checkCase(frame.taken, id, row);
      frame.taken = undefined;
      frame.last = id;
      frame.ended = false;
      frame.open = id;
      frame.branches = 0;
      frame.after = undefined;
    } else if (kind === Kind.BRANCH) {
      frame.arms.set(node(tables.sites[id]).id, group.value[0]);
      if (id === frame.open) {
        frame.branches++;
        frame.arm = group.value[0];
      } else if (tables.sites[id].kind === "switch") frame.taken = { site: id, index: group.value[0] };
    } else if (kind === Kind.END) {
      if (id !== frame.open) say(row, `site ${id} ends, open is ${frame.open}`);
      const { kind: what } = tables.sites[id];
      const heads = ["if", "while", "do", "for", "for-in", "for-of", "for-await"];
      if (heads.includes(what)) {
        if (frame.branches !== 1) say(row, `head ${id} ends after ${frame.branches} branches`);
        frame.after = { site: id, arm: frame.arm };
      } else frame.after = undefined;
      frame.open = -1;
      frame.lastEnd = id;
    } else if (kind === Kind.RETURN || kind === Kind.THROW) {
      if (kind === Kind.RETURN && frame.open >= 0 && id !== frame.open)
        say(row, `return of ${id} while ${frame.open} is open`);
      if (
        kind === Kind.RETURN &&
        tables.sites[id].kind !== "function" &&
        frame.open !== id &&
        !(frame.left && frame.fn.kind === "call")
      ) {
        say(row, `return of ${id}, which did not begin`);
      }
      frame.open = -1;
      const self = selves.get(frame.fn.id);
      if (
        kind === Kind.RETURN &&
        self !== undefined &&
        !frame.set.has(self) &&
        tables.sites[id].kind === "function"
      ) {
        say(row, `${frame.fn.name} returns and was never told its \`this\``);
      }
      frame.ended = true;
      frame.left = true;
      frame.after = undefined;
    } else if (kind === Kind.CATCH) {
      frame.ended = false;
      frame.open = -1;
      frame.after = undefined;
      const clause = tables.sites[id];
      if (clause.kind !== "catch") say(row, `CATCH at a ${clause.kind}`);
    }
  }

  /** After a head was decided, the next statement of the frame lies where the decision leads. */
  function checkArm({ site, arm }, next, row) {
    const head = tables.sites[site];
    const inside = next !== site && ancestors(next).includes(site);
    const own = node(tables.sites[next]);
    if (head.kind === "if") {
      if (!inside) return;
      const { consequent, alternate } = arms(programs[head.program], head.node);
      const within = n => n !== undefined && n.start <= own.start && own.end <= n.end;
      if (arm === 1 && !within(consequent)) say(row, `if ${site} was taken but site ${next} follows`);
      if (arm === 0 && !within(alternate)) say(row, `if ${site} was not taken but site ${next} follows`);
      return;
    }
    if (arm === 0 && inside && tables.sites[next].kind !== "for-update")
      say(row, `loop ${site} is over but site ${next} in it follows`);
  }
  /** A statement begins again only when a loop around it went round; a `for` goes round by its update. */
  function checkRepeat(frame, site, row) {
    const before = frame.seen.get(site.id);
    frame.seen.set(site.id, ++frame.time);
    if (LOOPS.has(site.kind)) {
      const last = tables.sites[frame.lastEnd];
      const has = field =>
        programs[site.program].nodes.some(n => n.parent === site.node && n.field === field);
      if (
        site.kind === "for" &&
        before !== undefined &&
        has("init") &&
        has("update") &&
        !/^for-(?:init|update)$/.test(last?.kind)
      ) {
        say(row, `for ${site.id} goes round without its update`);
      }
      return;
    }
    if (before === undefined) return;
    for (const loop of ancestors(site.parent)) {
      if (LOOPS.has(tables.sites[loop].kind) && frame.seen.get(loop) > before) return;
    }
    say(row, `site ${site.id} begins again and no loop around it went round`);
  }
  /** A write inside an arm of `?:` or right of `&&`, `||`, `??` happens only when that arm was taken. */
  function checkPlace(frame, write, row) {
    const { nodes } = programs[write.program];
    for (
      let n = nodes[write.node];
      n !== undefined && n.parent >= 0 && !/Function|Statement|Declaration$/.test(n.type);
      n = nodes[n.parent]
    ) {
      const above = nodes[n.parent];
      const wanted =
        above.type === "LogicalExpression" && n.field === "right"
          ? 1
          : above.type === "ConditionalExpression" && n.field !== "test"
            ? Number(n.field === "consequent")
            : undefined;
      if (wanted !== undefined && frame.arms.get(above.id) !== wanted) {
        say(row, `a write in an arm of node ${above.id} that was not taken`);
      }
    }
  }
  /** After a case was taken, the next statement of the frame lies in that case, if it lies in the switch at all. */
  function checkCase({ site, index }, next, row) {
    const head = tables.sites[site];
    const own = node(tables.sites[next]);
    const within = n => n !== undefined && n.start <= own.start && own.end <= n.end;
    const cases = programs[head.program].nodes.filter(n => n.parent === head.node && n.field === "cases");
    if (cases[index] === undefined) say(row, `switch ${site} has no case ${index}`);
    else if (next !== site && within(node(head)) && !within(cases[index])) {
      say(row, `case ${index} of switch ${site} was taken but site ${next} follows`);
    }
  }
  for (const { name, kind, program, node: at } of tables.variables) {
    const declaring = programs[program].nodes[at];
    const above = programs[program].nodes[declaring.parent];
    if (kind === "global" && above?.type === "VariableDeclarator" && declaring.field === "id") {
      wrong.push(`${name} is declared but counts as a global`);
    }
  }
  if (footer.steps !== begins) wrong.push(`${begins} BEGIN rows, the footer says ${footer.steps}`);
  if (footer.frames !== calls) wrong.push(`${calls} CALL rows, the footer says ${footer.frames}`);
  if (footer.outcome.kind === "return") {
    for (const [f, { open, left, waits, fn }] of frames) {
      if (open >= 0 && !waits && !fn.generator && !fn.async)
        wrong.push(`site ${open} of frame ${f} never ends`);
      if (!left && !waits && !fn.async && !fn.generator) wrong.push(`frame ${f} of ${fn.name} never ends`);
    }
  }
  return wrong.slice(0, 5);
}

function owners(frames, tables, f, owner) {
  for (let fn = frames.get(f)?.fn; fn !== undefined; fn = tables.functions[fn.parent])
    if (fn.id === owner) return true;
  return false;
}

/** Consequent and alternate of an `if`, from the node table. */
function arms(program, id) {
  const parts = program.nodes.filter(n => n.parent === id);
  return {
    consequent: parts.find(n => n.field === "consequent"),
    alternate: parts.find(n => n.field === "alternate"),
  };
}
