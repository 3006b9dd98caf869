import { element } from "../../../figures/core/element.js";
import { visibleText } from "../../../figures/core/visibleText.js";
import type { Program } from "../../../program/Program.js";
import { CODE_STYLE, codeMarkup, codeText } from "../codeListing.js";
import { oneLine, type View } from "../View.js";

/** Nodes shown of the tree, and characters of a leaf's text. */
const NODES = 2000;
const LEAF = 40;

/** A program as its source, with the tree of its nodes folded away. */
export function programView(program: Program): View {
  const { file, language, sourceType, nodes, id } = program;
  const about = `${file} (${language} ${sourceType}, ${nodes.length} nodes, id ${id})`;
  return {
    line: () => oneLine(`Program ${about}`),
    text: () => `${visibleText(about)}\n\n${codeText(program)}\n`,
    html: () =>
      element(
        "div",
        {},
        element("p", {}, element("strong", {}, file), about.slice(file.length)),
        codeMarkup(program),
        element(
          "details",
          {},
          element("summary", {}, `Syntax tree, ${nodes.length} nodes`),
          element("pre", { style: CODE_STYLE }, treeLines(program).join("\n")),
        ),
      ),
  };
}

/** `id type (field) line:column text`, indented by depth. */
function treeLines({ nodes, source }: Program): string[] {
  const depth: number[] = [];
  const width = String(Math.min(nodes.length, NODES)).length;
  const lines = nodes.slice(0, NODES).map(node => {
    depth[node.id] = node.parent < 0 ? 0 : depth[node.parent] + 1;
    const text = node.last === node.id ? `  ${leaf(source.slice(node.start, node.end))}` : "";
    const field = node.field === "" ? "" : `${node.field}: `;
    const indent = "  ".repeat(depth[node.id]);
    return `${String(node.id).padStart(width)} ${indent}${field}${node.type} [${node.category}] ${node.line}:${node.column + 1}${text}`;
  });
  if (nodes.length > NODES) lines.push(`${NODES} of ${nodes.length} nodes are shown.`);
  return lines;
}

function leaf(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return flat.length <= LEAF ? flat : `${flat.slice(0, LEAF).replace(/[\ud800-\udbff]$/, "")}…`;
}
