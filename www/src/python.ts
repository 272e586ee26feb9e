// How Python text is coloured in the editor, and how new lines are indented.
import { StreamLanguage, type StringStream } from "@codemirror/language";

const KEYWORDS = new Set(
  ("and as assert async await break class continue def del elif else except finally for from global if import in is lambda " +
    "nonlocal not or pass raise return try while with yield match case").split(" "),
);
const ATOMS = new Set(["None", "True", "False", "Ellipsis", "NotImplemented", "self", "cls"]);
const NUMBER = /^(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?)/;
const QUOTE = /^(?:[rR]|[bB]|[fF]|[uU]|[rR][bBfF]|[bBfF][rR])?("""|'''|"|')/;

interface State {
  /** The quotes that end the string which is open, else "". */
  quote: string;
}

function restOfString(stream: StringStream, state: State): string {
  while (!stream.eol()) {
    if (stream.match(state.quote)) {
      state.quote = "";
      return "string";
    }
    // Also in raw strings a backslash keeps a quote from ending it.
    if (stream.next() === "\\") stream.next();
  }
  if (state.quote.length === 1) state.quote = "";
  return "string";
}

export const python = StreamLanguage.define<State>({
  name: "python",
  startState: () => ({ quote: "" }),
  token(stream, state): string | null {
    if (state.quote) return restOfString(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.peek() === "#") {
      stream.skipToEnd();
      return "comment";
    }
    const quote = stream.match(QUOTE) as RegExpMatchArray | null;
    if (quote) {
      state.quote = quote[1]!;
      return restOfString(stream, state);
    }
    if (stream.match(NUMBER)) return "number";
    if (stream.match(/^@[\w.]+/)) return "keyword";
    const word = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u) as RegExpMatchArray | null;
    if (word) return KEYWORDS.has(word[0]) ? "keyword" : ATOMS.has(word[0]) ? "atom" : null;
    return /[()[\]{}]/.test(stream.next() ?? "") ? "bracket" : null;
  },
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"', "'"] } },
});

/** Columns of indent for what comes after a text: deeper after a colon, less after what leaves a block. */
export function indentAfter(text: string): number {
  const line = text.slice(text.lastIndexOf("\n") + 1);
  const indent = /^[ \t]*/.exec(line)![0].length;
  const code = line.replace(/#.*$/, "").trimEnd();
  if (/[:([{]$/.test(code)) return indent + 4;
  return /^\s*(?:return|pass|break|continue|raise)\b/.test(code) ? Math.max(0, indent - 4) : indent;
}
