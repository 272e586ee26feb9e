// What each kind of problem means, for someone who has not met it before.
import type { DiagnosticCode } from "../../npm/src/tables.gen.ts";

const WORDS: Record<DiagnosticCode, string> = {
  syntax: "The text could not be read as a program. Most often a bracket or a quote is missing or one too many.",
  form: "One of the language's own words is used in a way it does not allow.",
  nesting: "Brackets are nested deeper than the reader accepts.",
  expansion: "A macro expands without end, or into too much code.",
  unsupported: "The language has this, but this version does not run it yet.",
  "too-large": "One function is larger than bytecode can hold. Split it up.",
  unbound: "This name has no value here. Check the spelling, or define it first.",
  type: "An operation got a kind of value it cannot work with.",
  arity: "A function was called with too many or too few arguments.",
  range: "An index is outside of what it looks into.",
  "divide-by-zero": "Something was divided by zero.",
  uncaught: "The program raised an error itself and nothing in it handled it.",
  deadlock: "Every task waits for another one, so none can go on.",
  memory: "The program reached the limit of memory it may use.",
  depth: "Calls are nested too deep. Most often a recursion never reaches its end.",
  fuel: "The program used up the steps it was given.",
  stopped: "It was stopped before its end.",
  bytecode: "The code was rejected before it ran, because it is not valid.",
  io: "Something outside of the program could not be read or written.",
  internal: "This is a fault of Glassbox, not of the program.",
};

export function inPlainWords(code: string): string {
  return WORDS[code as DiagnosticCode] ?? "";
}
