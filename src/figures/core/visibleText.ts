/**
 * Controls, direction overrides, invisible characters and unpaired surrogates: they may not stand in XML, or
 * they make code look like other code ("Trojan source"). Tab and line feed are left alone, and so are the
 * joiners inside emoji and Persian words.
 */
export const INVISIBLE_SOURCE: string =
  "[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff]" +
  "|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]";

const INVISIBLE: RegExp = new RegExp(INVISIBLE_SOURCE, "g");

/** Replaces characters that cannot be seen, or that reorder what can, by their code point: `⟨U+202E⟩`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, character => {
    if (character === "\r") return "␍";
    return `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}
