/** What the features-on-source figure draws, as plain data: picture, page, text and script are made from it. */
export interface OnSourceModel {
  readonly program: string;
  readonly call: string;
  readonly model?: string;
  readonly text: string;
  readonly tokens: readonly (readonly [start: number, end: number])[];
  readonly lines: readonly OnSourceSpan[];
  readonly steps: readonly (OnSourceSpan & { readonly iteration: number })[];
  /** Features kept, the strongest of each group first. */
  readonly features: readonly OnSourceShown[];
  /** Features that fire and are left out as weaker. */
  readonly left: number;
  /** Groups of the features that fire, in order; none where they have no groups. */
  readonly groups: readonly string[];
}

/** A line or step: its line of the program, where it stands in the text, and its tokens, `last` exclusive. */
export interface OnSourceSpan {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

/** A feature with what it does at lines and steps. */
export interface OnSourceShown {
  readonly name: string;
  readonly note: string;
  /** Where its scale ends. */
  readonly most: number;
  readonly firings: readonly (readonly [token: number, value: number])[];
  /** Greatest activation over the tokens of each line and each step; 0 where it is silent. */
  readonly atLine: readonly number[];
  readonly atStep: readonly number[];
}
