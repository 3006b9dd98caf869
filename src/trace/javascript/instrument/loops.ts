import { renderMemberTarget, renderPattern } from "./assignments.js";
import type { Emitter } from "./Emitter.js";
import { renderArgument, renderExpression } from "./expressions.js";
import { type Declared, lexicalNames } from "./Scope.js";
import { type Rendered, renderBlock, renderBody, renderDeclaration } from "./statements.js";
import { type Syntax, unwrap } from "./syntax.js";

/** Renders any loop. One occurrence of its head is one evaluation of the condition or one advance of the iterator. */
export function renderLoop(e: Emitter, node: Syntax): Rendered {
  switch (node.type) {
    case "WhileStatement": {
      const site = e.addSite("while", node);
      const text = e.under(site, () => {
        const test = condition(e, site, node.test);
        return (
          e.slice(node.start, node.test.start) +
          test +
          e.slice(node.test.end, node.body.start) +
          renderBody(e, node.body)
        );
      });
      return { before: "", text, after: "" };
    }
    case "DoWhileStatement": {
      const site = e.addSite("do", node, node.test);
      const text = e.under(site, () => {
        const body = renderBody(e, node.body);
        return (
          e.slice(node.start, node.body.start) +
          body +
          e.slice(node.body.end, node.test.start) +
          condition(e, site, node.test) +
          e.slice(node.test.end, node.end)
        );
      });
      return { before: "", text, after: "" };
    }
    case "ForStatement":
      return e.inScope(node.init ? lexicalNames([node.init]) : [], () => renderFor(e, node));
    default:
      return renderForEach(e, node);
  }
}

/** BEGIN, the test, BRANCH and END as one expression. */
function condition(e: Emitter, site: number, test: Syntax): string {
  return `${e.hook("b", e.frame, site)},${e.hook("h", e.frame, site, renderArgument(e, test))}`;
}

function renderFor(e: Emitter, node: Syntax): Rendered {
  const { init, test, update, body } = node;
  const before = init ? e.addSite("for-init", init) : -1;
  const head = e.addSite("for", node);
  let out = "";
  let at: number = node.start;
  if (init) {
    const end = e.hook("n", e.frame, before);
    out += e.slice(at, init.start);
    out += e.under(before, () =>
      init.type === "VariableDeclaration"
        ? renderDeclaration(e, init, end)
        : e.hook("nv", e.frame, before, renderArgument(e, init)),
    );
    at = init.end;
  }
  const semicolon = e.find(";", init ? at : e.find("(", at) + 1) + 1;
  out += e.slice(at, semicolon);
  at = semicolon;
  return e.under(head, (): Rendered => {
    if (test) {
      out += e.slice(at, test.start) + condition(e, head, test);
      at = test.end;
    } else out += `${e.hook("b", e.frame, head)},${e.hook("h", e.frame, head, "true")}`;
    if (update) {
      const site = e.addSite("for-update", update);
      const value = e.under(site, () => renderArgument(e, update));
      out += `${e.slice(at, update.start)}${e.hook("b", e.frame, site)},${e.hook("nv", e.frame, site, value)}`;
      at = update.end;
    }
    out += e.slice(at, body.start) + renderBody(e, body);
    return { before: init ? `${e.hook("b", e.frame, before)};` : "", text: out, after: "" };
  });
}

/** `for…of`, `for…in` (as `for…of` over its keys) and `for await`: the iterable is wrapped, the loop stays the engine's. */
function renderForEach(e: Emitter, node: Syntax): Rendered {
  const { left, right, body } = node;
  const declares = left.type === "VariableDeclaration";
  const kind = node.type === "ForInStatement" ? "for-in" : node.await ? "for-await" : "for-of";
  const hook = kind === "for-in" ? "fi" : kind === "for-await" ? "ia" : "it";
  const site = e.addSite(kind, node);
  return e.under(site, (): Rendered => {
    const bound: Declared[] = declares && left.kind !== "var" ? lexicalNames([left]) : [];
    // The names of the head are in their dead zone while the iterable is evaluated; looking them up gives the same variable.
    return e.inScope(bound, (): Rendered => {
      const value = `(${e.hook("b", e.frame, site)},${renderExpression(e, right)})`;
      const named = kind === "for-of" ? [JSON.stringify(callSiteText(e, right))] : [];
      const iterable = e.hook(hook, e.frame, site, value, ...named);
      const sets: string[] = [];
      const target = declares
        ? e.slice(left.start, left.declarations[0].start) +
          renderPattern(e, left.declarations[0].id, left, sets, d => renderExpression(e, d))
        : renderLeft(e, unwrap(left), sets);
      // Annex B: `for (var k = 0 in o)` assigns before the loop.
      const initial: Syntax | null = declares ? left.declarations[0].init : null;
      const before = initial ? `${renderDeclaration(e, left, "")};` : "";
      let middle = e.slice(left.end, right.start);
      if (kind === "for-in") middle = replaceWord(e, left.end, right.start, "in", "of");
      const first = [
        ...(kind === "for-await" ? [e.hook("ar", e.frame, site)] : []),
        ...sets,
        e.hook("n", e.frame, site),
      ]
        .map(s => `${s};`)
        .join("");
      const text =
        e.slice(node.start, left.start) +
        target +
        middle +
        iterable +
        e.slice(right.end, body.start) +
        renderNested(e, body, first, sets.length > 0);
      return { before, text, after: kind === "for-await" ? `;${e.hook("ae", e.frame, site)};` : "" };
    });
  });
}

/** Body of a loop whose head binds names: a block that declares one of them again must not hide it from the hooks. */
function renderNested(e: Emitter, body: Syntax, first: string, binds: boolean): string {
  const hides = binds && body.type === "BlockStatement" && lexicalNames(body.body).length > 0;
  return hides ? `{${first}${renderBlock(e, body)}}` : renderBody(e, body, first);
}

function renderLeft(e: Emitter, left: Syntax, sets: string[]): string {
  if (left.type === "MemberExpression") return renderMemberTarget(e, left, left);
  const text = renderPattern(e, left, left, sets, d => renderExpression(e, d));
  // `for (async of` and `for (let of` would mean something else than the `in` they were.
  return text === "async" || text === "let" ? `(${text})` : text;
}

/** Source between two nodes with one keyword of it replaced. */
function replaceWord(e: Emitter, from: number, to: number, word: string, by: string): string {
  const at = e.find(word, from);
  return e.slice(from, at) + by + e.slice(at + word.length, to);
}

/** An expression as V8 names it in its messages. */
function callSiteText(e: Emitter, node: Syntax): string {
  const inner = unwrap(node);
  switch (inner.type) {
    case "Identifier":
      return inner.name;
    case "ThisExpression":
      return "this";
    case "Literal":
      return typeof inner.value === "string" ? `"${inner.value}"` : e.slice(inner.start, inner.end);
    case "MemberExpression": {
      const object = callSiteText(e, inner.object);
      if (!inner.computed) return `${object}.${inner.property.name}`;
      return `${object}[${callSiteText(e, inner.property)}]`;
    }
    case "CallExpression":
      return `${callSiteText(e, inner.callee)}(...)`;
    default:
      return "(intermediate value)";
  }
}
