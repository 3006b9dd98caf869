/** What a site is: where a BEGIN, BRANCH, CATCH, AWAIT, YIELD or RETURN may happen. */
export type SiteKind =
  /** A simple statement (expression, declaration, return, throw, break, continue, class or import). */
  | "statement"
  /** Head of `if`, `switch`, `try`, `with`, a labelled block: the occurrence is the head, not the body. */
  | "if"
  | "switch"
  | "try"
  | "with"
  /** Loop heads: one occurrence per evaluation of the condition or advance of the iterator, the last included. */
  | "while"
  | "do"
  | "for"
  | "for-in"
  | "for-of"
  | "for-await"
  /** `init` and `update` of a `for (;;)`. */
  | "for-init"
  | "for-update"
  | "case"
  | "catch"
  | "finally"
  /** Sites below a statement: they have BRANCH, AWAIT or YIELD rows but no BEGIN. */
  | "conditional"
  | "logical"
  | "optional"
  | "await"
  | "yield"
  /** The function itself: RETURN at its end, parameters. */
  | "function"
  /** Body of an arrow function without braces. */
  | "arrow"
  /** Class field and static initialisers, parameter defaults. */
  | "init";

/** A place in the program that rows refer to. Sites of one function are numbered in source order. */
export interface Site {
  readonly id: number;
  readonly kind: SiteKind;
  /** Index into `programs`. */
  readonly program: number;
  /** Node it stands for, in that program. */
  readonly node: number;
  /** Id of the function it belongs to. */
  readonly function: number;
  /** 1-based first line of the node (of the test for a `do` loop head). */
  readonly line: number;
  /** Site id of the enclosing statement or head; -1 directly in a function body. */
  readonly parent: number;
}

/** What kind of activation a CALL opens. */
export type FunctionKind =
  | "module"
  | "function"
  | "arrow"
  | "method"
  | "getter"
  | "setter"
  | "constructor"
  /** Field initialiser, static block or parameter default. */
  | "init"
  /** The call expression of the trace. */
  | "call";

/** A function of the program: a CALL row names it. Function 0 is the main module. */
export interface FunctionEntry {
  readonly id: number;
  readonly kind: FunctionKind;
  /** As the engine would name it; `<anonymous>`, `<module>`, `<call>` where it has no name. */
  readonly name: string;
  readonly program: number;
  readonly node: number;
  /** Lexical parent function id; -1 for a module. */
  readonly parent: number;
  readonly async: boolean;
  readonly generator: boolean;
  readonly line: number;
  readonly endLine: number;
  /** Variable ids of the parameters, in order. */
  readonly params: readonly number[];
}

/** How a variable was declared. */
export type VariableKind =
  | "var"
  | "let"
  | "const"
  | "param"
  | "function"
  | "class"
  | "catch"
  | "import"
  | "this"
  | "global";

/** A variable of the program (one per declared binding, not per name). */
export interface Variable {
  readonly id: number;
  readonly name: string;
  readonly kind: VariableKind;
  /** Function whose activations own it. */
  readonly function: number;
  readonly program: number;
  /** Declaring identifier node. */
  readonly node: number;
}

/** A place that writes: SET names the variable; PUT and DELETE have `variable: -1`. */
export interface Write {
  readonly id: number;
  /** Variable written, -1 for a property. */
  readonly variable: number;
  readonly program: number;
  /** The assignment, declarator, update, parameter or binding node. */
  readonly node: number;
  readonly line: number;
}

/** A place that reads (only with `record.reads`). */
export interface Read {
  readonly id: number;
  /** Variable read, -1 for a property. */
  readonly variable: number;
  readonly program: number;
  readonly node: number;
  readonly line: number;
}

/** Static tables of a trace: what ids in the rows stand for. */
export interface Tables {
  readonly functions: readonly FunctionEntry[];
  readonly sites: readonly Site[];
  readonly variables: readonly Variable[];
  readonly writes: readonly Write[];
  readonly reads: readonly Read[];
}
