/** Characters XML 1.0 allows. */
const LEGAL = /^(?:[\t\n\r\u0020-\ud7ff\ue000-\ufffd]|[\ud800-\udbff][\udc00-\udfff])*$/;
const NAME = "[A-Za-z_][\\w.:-]*";
const TAG = new RegExp(`^<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`);
const ENTITY = /&(?!(?:amp|lt|gt|quot|#\d+|#x[\da-f]+);)/i;

/**
 * What is wrong with an XML document, or `undefined`: a small strict reader for what our figures may write
 * (no DTD, no comments, no CDATA, no processing instructions).
 */
export function faultOf(xml: string): string | undefined {
  if (!LEGAL.test(xml)) return "a character XML does not allow";
  const open: string[] = [];
  let roots = 0;
  let rest = xml;
  while (rest !== "") {
    const next = rest.indexOf("<");
    const text = next < 0 ? rest : rest.slice(0, next);
    if (ENTITY.test(text)) return `a bare & in ${JSON.stringify(text.slice(0, 60))}`;
    if (open.length === 0 && text.trim() !== "") return `text outside of the root: ${text.slice(0, 60)}`;
    if (next < 0) break;
    rest = rest.slice(next);
    const tag = TAG.exec(rest);
    if (tag === null) return `not a tag: ${rest.slice(0, 80)}`;
    const [whole, close, name, attributes, empty] = tag;
    if (ENTITY.test(attributes)) return `a bare & in the attributes of <${name}>`;
    const names = [...attributes.matchAll(new RegExp(`(${NAME})="`, "g"))].map(match => match[1]);
    if (new Set(names).size !== names.length) return `an attribute of <${name}> is given twice`;
    if (close !== "") {
      const last = open.pop();
      if (last !== name) return `</${name}> closes <${last}>`;
    } else if (empty === "") {
      if (open.length === 0) roots++;
      open.push(name);
    } else if (open.length === 0) roots++;
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return roots === 1 ? undefined : `${roots} root elements`;
}
