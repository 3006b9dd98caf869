import { renderClass } from "./classes.js";
import type { Emitter } from "./Emitter.js";
import { renderArgument } from "./expressions.js";
import { renderFunction } from "./functions.js";
import { type Rendered, renderStatement } from "./statements.js";
import { boundNames, isAnonymousFunction, type Syntax } from "./syntax.js";

/** What the imports and exports of a file amount to. */
export interface ModuleShape {
  /** Specifier → constant that holds its namespace object. */
  readonly namespaces: Map<string, string>;
  /** Names the exports, as getters. */
  readonly exports: string;
  /** Takes over what `export * from` names. */
  readonly stars: string;
}

/**
 * Reads the import and export statements of a module before its body is rendered. An imported name becomes a
 * property of the module's namespace object (`$$m0.name`), so that it stays live; exports are getters.
 */
export function moduleShape(e: Emitter, list: readonly Syntax[]): ModuleShape {
  const namespaces = new Map<string, string>();
  const getters: string[] = [];
  const stars: string[] = [];
  const namespace = (source: Syntax): string => {
    let name = namespaces.get(source.value);
    if (name === undefined) {
      name = e.fresh("m");
      namespaces.set(source.value, name);
      e.requests.push({ specifier: source.value, position: source.start, kind: "import" });
    }
    return name;
  };
  const getter = (exported: string, text: string): void => {
    getters.push(`${JSON.stringify(exported)}:()=>${text}`);
  };
  for (const s of list) {
    if (s.type === "ImportDeclaration") {
      const from = namespace(s.source);
      for (const one of s.specifiers as Syntax[]) {
        const text =
          one.type === "ImportNamespaceSpecifier"
            ? from
            : member(from, one.type === "ImportDefaultSpecifier" ? "default" : nameOf(one.imported));
        const variable = e.addVariable(one.local.name, "import", e.fn.id, one.local);
        e.scope.names.set(one.local.name, { variable, importText: text });
      }
    } else if (s.type === "ExportAllDeclaration") {
      const from = namespace(s.source);
      if (s.exported) getter(nameOf(s.exported), from);
      else stars.push(e.hook("ea", JSON.stringify(s.source.value)));
    } else if (s.type === "ExportDefaultDeclaration") {
      const d: Syntax = s.declaration;
      getter("default", /Declaration$/.test(d.type) && d.id ? d.id.name : `${e.prefix}default`);
    }
  }
  for (const s of list) {
    if (s.type !== "ExportNamedDeclaration") continue;
    if (s.declaration) for (const name of declaredNames(s.declaration)) getter(name, name);
    const from = s.source ? namespace(s.source) : undefined;
    for (const one of s.specifiers as Syntax[]) {
      const local = nameOf(one.local);
      getter(
        nameOf(one.exported),
        from === undefined ? (e.scope.names.get(local)?.importText ?? local) : member(from, local),
      );
    }
  }
  return {
    namespaces,
    exports: getters.length > 0 ? `${e.hook("ex", `{${getters.join(",")}}`)};` : "",
    stars: stars.map(star => `${star};`).join(""),
  };
}

/**
 * What runs before the body of a module. Where nothing awaits at top level it stops once in between: when all
 * modules have named their exports, functions of one that waits in a cycle can be called already.
 *
 * @param begin what enters the activation of the module: `const frame=…;try{`.
 */
export function modulePrologue(e: Emitter, shape: ModuleShape, begin: string, async: boolean): string {
  const names = [...shape.namespaces];
  const spaces = names.map(([specifier, name]) => `${name}=${e.hook("im", JSON.stringify(specifier))}`);
  const declared = spaces.length > 0 ? `let ${spaces.join(",")};` : "";
  if (async) return begin + shape.exports + declared + shape.stars;
  const enter = /^const (\S+?)=(.*?);try\{$/.exec(begin)!;
  const again = spaces.map(space => `${space};`).join("");
  return `let ${enter[1]}=-1;try{${shape.exports}${declared}yield;${enter[1]}=${enter[2]};${again}${shape.stars}`;
}

/** Renders an import or export statement: only what it declares remains. */
export function renderModuleItem(e: Emitter, node: Syntax): Rendered {
  const gone = { before: "", text: e.lines(node.start, node.end), after: "" };
  if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration" || !node.declaration)
    return gone;
  const declaration: Syntax = node.declaration;
  const lines = e.lines(node.start, declaration.start);
  const declares =
    /Declaration$/.test(declaration.type) && (declaration.type === "VariableDeclaration" || declaration.id);
  if (declares) {
    const inner = renderStatement(e, declaration);
    return { ...inner, before: lines + inner.before };
  }
  const site = e.addSite("statement", node);
  return e.under(site, () => {
    // An anonymous function or class exported as default is called "default".
    const anonymous = /Declaration$/.test(declaration.type) || isAnonymousFunction(declaration);
    if (anonymous) e.hintName(declaration, "default");
    const value =
      declaration.type === "FunctionDeclaration"
        ? renderFunction(e, declaration, "function", "default")
        : declaration.type === "ClassDeclaration"
          ? renderClass(e, declaration)
          : renderArgument(e, declaration);
    const text = `const ${e.prefix}default=${anonymous ? `({default:${value}}).default` : value};`;
    return {
      before: `${lines}${e.hook("b", e.frame, site)};`,
      text,
      after: `${e.hook("n", e.frame, site)};`,
    };
  });
}

function declaredNames(declaration: Syntax): string[] {
  if (declaration.type !== "VariableDeclaration") return [declaration.id.name];
  return declaration.declarations.flatMap((d: Syntax) => boundNames(d.id).map(id => id.name));
}

/** A module export name: identifier or string. */
function nameOf(node: Syntax): string {
  return node.type === "Literal" ? String(node.value) : node.name;
}

function member(object: string, name: string): string {
  return /^[\w$]+$/.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
}
