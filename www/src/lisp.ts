// How Lisp text is coloured, in the editor and in rows of Core.

export const FORMS = new Set(
  ("define lambda let let* letrec letrec* named-let set! if cond case when unless and or do begin quote quasiquote unquote " +
    "define-record-type define-record guard else case-lambda delay parameterize let-values let*-values loop recur fix seq try self-call const")
    .split(" "),
);

export type TokenKind = "comment" | "string" | "number" | "form" | "name" | "bracket" | "literal" | "head" | "space";

const NUMBER = /^[+-]?(?:\d+\/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|#[xbo][\da-fA-F]+|inf\.0|nan\.0)$/;
const TOKEN = /\s+|;[^\n]*|#\|[\s\S]*?(?:\|#|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|#\\(?:[a-zA-Z]+|[\s\S])|[()[\]{}]|['`,]@?|[^\s()[\]{}";'`,]+/gy;

/** Splits text into coloured tokens; every character is in exactly one. */
export function* tokens(text: string): Generator<{ text: string; kind: TokenKind }> {
  TOKEN.lastIndex = 0;
  let afterOpen = false;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const m = TOKEN.exec(text);
    if (!m) {
      TOKEN.lastIndex = from + 1;
      yield { text: text[from]!, kind: "name" };
      continue;
    }
    const t = m[0];
    const kind = kindOf(t, afterOpen);
    if (kind !== "space" && kind !== "comment") afterOpen = t === "(" || t === "[";
    yield { text: t, kind };
  }
}

export function kindOf(t: string, afterOpen: boolean): TokenKind {
  const c = t[0]!;
  if (/\s/.test(c)) return "space";
  if (c === ";" || t.startsWith("#|")) return "comment";
  if (c === '"') return "string";
  if (/[()[\]{}'`,]/.test(c)) return "bracket";
  if (c === "#" && !/^#[xbo]/.test(t)) return "literal";
  if (NUMBER.test(t)) return "number";
  if (afterOpen && FORMS.has(t)) return "form";
  return afterOpen ? "head" : "name";
}

/** Fills an element with coloured text. */
export function colour(el: HTMLElement, text: string): void {
  const out = document.createDocumentFragment();
  for (const t of tokens(text)) {
    if (t.kind === "space" || t.kind === "name" || t.kind === "head") out.append(t.text);
    else {
      const s = document.createElement("span");
      s.className = `tk-${t.kind}`;
      s.textContent = t.text;
      out.append(s);
    }
  }
  el.replaceChildren(out);
}
