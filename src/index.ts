// Every public name, in the order of the spine. Nothing is public that does not stand here.

// figures
export type { Figure, Provenance } from "./figures/Figure.js";
// program
export type { Category, Node } from "./program/Node.js";
export type { Language, ParserName, Program, SourceType } from "./program/Program.js";
export { SourceError } from "./program/SourceError.js";
// questions
export type {
  Answer,
  AnswerElement,
  EmbeddedProgram,
  OccurrenceRef,
  ParseFailure,
  PathEnd,
  Prompt,
  Question,
  Task,
  Truth,
  Verdict,
} from "./questions/Question.js";
// trace
export type { Chunk, Columns } from "./trace/format/Columns.js";
export {
  CHUNK_ROWS,
  ID_SHIFT,
  KIND_MASK,
  Kind,
  MAX_ID,
  Mutator,
  Part,
  Shape,
  TAG_MASK,
  TAG_SHIFT,
  Tag,
} from "./trace/format/Kind.js";
export type { Trace } from "./trace/format/Trace.js";
export type {
  Environment,
  LimitName,
  Limits,
  Outcome,
  RecordOptions,
  TracedProgram,
  TraceFooter,
  TraceHeader,
} from "./trace/format/TraceHeader.js";
export type {
  FunctionEntry,
  FunctionKind,
  Read,
  Site,
  SiteKind,
  Tables,
  Variable,
  VariableKind,
  Write,
} from "./trace/format/tables.js";
export type { Property, Value } from "./trace/format/Value.js";
