/**
 * A value as a JavaScript expression that may stand in an inline script: JSON in which nothing can end the
 * script or open a comment (`<`), break a string (U+2028, U+2029) or hide (direction controls, unpaired surrogates).
 */
export function scriptValue(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
