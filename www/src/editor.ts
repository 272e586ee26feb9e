// The source: CodeMirror with the heat gutter, problems under the text, and
// the places that are lit.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, StreamLanguage, syntaxHighlighting, type StringStream } from "@codemirror/language";
import { setDiagnostics, type Diagnostic as LintDiagnostic } from "@codemirror/lint";
import { Compartment, EditorSelection, EditorState, Prec, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration, drawSelection, EditorView, gutter, GutterMarker, highlightActiveLine, highlightActiveLineGutter,
  keymap, lineNumberMarkers, lineNumbers, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Diagnostic, Language } from "../../npm/src/types.ts";
import { brief, heat } from "./format.ts";
import { kindOf, type TokenKind } from "./lisp.ts";
import { indentAfter, python } from "./python.ts";
import { ByteMap, type Place } from "./spans.ts";
import type { View } from "./store.ts";

export interface EditorEvents {
  changed(text: string): void;
  /** Pointer or caret is at this byte; null: nowhere. */
  at(byte: number | null): void;
  clicked(byte: number): void;
  run(): void;
  /** The lines with breakpoints are others now. */
  breakpoints(lines: number[]): void;
}

interface LispState {
  inComment: number;
  inString: boolean;
  afterOpen: boolean;
}

const STYLE: Record<TokenKind, string | null> = {
  comment: "comment", string: "string", number: "number", form: "keyword", name: null, bracket: "bracket", literal: "atom", head: null, space: null,
};

const lisp = StreamLanguage.define<LispState>({
  name: "lisp",
  startState: () => ({ inComment: 0, inString: false, afterOpen: false }),
  token(stream: StringStream, state: LispState): string | null {
    if (state.inComment) {
      while (!stream.eol()) {
        if (stream.match("|#")) {
          if (--state.inComment === 0) break;
        } else if (stream.match("#|")) state.inComment++;
        else stream.next();
      }
      return "comment";
    }
    if (state.inString) return restOfString(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match("#|")) {
      state.inComment = 1;
      return "comment";
    }
    if (stream.peek() === ";") {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.peek() === '"') {
      stream.next();
      state.inString = true;
      state.afterOpen = false;
      return restOfString(stream, state);
    }
    const m = stream.match(/^(?:#\\(?:[a-zA-Z]+|.)|[()[\]{}]|['`]|,@?|[^\s()[\]{}";'`,]+)/) as RegExpMatchArray | null;
    if (!m) {
      stream.next();
      return null;
    }
    const kind = kindOf(m[0], state.afterOpen);
    state.afterOpen = m[0] === "(" || m[0] === "[";
    return STYLE[kind];
  },
  languageData: { commentTokens: { line: ";" }, closeBrackets: { brackets: ["(", "[", '"'] } },
});

function restOfString(stream: StringStream, state: LispState): string {
  while (!stream.eol()) {
    const c = stream.next();
    if (c === "\\") stream.next();
    else if (c === '"') {
      state.inString = false;
      break;
    }
  }
  return "string";
}

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--dim)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--string)" },
  { tag: [tags.number, tags.atom], color: "var(--number)" },
  { tag: tags.keyword, color: "var(--keyword)" },
  { tag: tags.bracket, color: "var(--faint)" },
]);

/** Columns of indent for a new line: two more than the bracket that is open. */
function indentAt(state: EditorState, at: number): number {
  const from = Math.max(0, at - 20_000);
  const text = state.doc.sliceString(from, at);
  const opens: number[] = [];
  let quote = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quote) {
      if (c === "\\") i++;
      else if (c === '"') quote = false;
    } else if (c === '"') quote = true;
    else if (c === ";") {
      while (i < text.length && text[i] !== "\n") i++;
    } else if (c === "(" || c === "[") opens.push(i);
    else if (c === ")" || c === "]") opens.pop();
  }
  const open = opens.at(-1);
  if (open === undefined) return 0;
  const pos = from + open;
  return pos - state.doc.lineAt(pos).from + 2;
}

const newline = (language: Language) => (view: EditorView): boolean => {
  const { state } = view;
  view.dispatch(
    state.changeByRange((range) => {
      const columns = language === "python" ? indentAfter(state.doc.sliceString(state.doc.lineAt(range.from).from, range.from)) : indentAt(state, range.from);
      const indent = " ".repeat(columns);
      const to = range.to + (/^[ \t]*/.exec(state.doc.lineAt(range.to).text.slice(range.to - state.doc.lineAt(range.to).from))?.[0].length ?? 0);
      const at = range.from + 1 + indent.length;
      return { changes: { from: range.from, to, insert: `\n${indent}` }, range: EditorSelection.cursor(at) };
    }),
    { scrollIntoView: true, userEvent: "input" },
  );
  return true;
};

/** What a language brings: colours, and what Enter and Tab indent. */
const brings = (language: Language) => [
  language === "python" ? python : lisp,
  keymap.of([{ key: "Enter", run: newline(language) }]),
  indentUnit.of(language === "python" ? "    " : "  "),
];

class HeatMarker extends GutterMarker {
  constructor(readonly count: number, readonly step: number) {
    super();
    this.elementClass = step ? `h${step}` : "";
  }
  override eq(other: HeatMarker): boolean {
    return other.count === this.count && other.step === this.step;
  }
  override toDOM(): Node {
    return document.createTextNode(brief(this.count));
  }
}

const setHeat = StateEffect.define<RangeSet<GutterMarker>>();
const heatField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(set, tr) {
    for (const e of tr.effects) if (e.is(setHeat)) return e.value;
    return tr.docChanged ? set.map(tr.changes) : set;
  },
});
const spacer = new HeatMarker(99900, 0);

/** A line with a breakpoint, on its number. */
class BreakMarker extends GutterMarker {
  override elementClass = "cm-break";
}
const breakMarker = new BreakMarker();
const setBreaks = StateEffect.define<number[]>();
const breakField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(set, tr) {
    for (const e of tr.effects) {
      if (!e.is(setBreaks)) continue;
      const lines = [...new Set(e.value)].filter((n) => n >= 1 && n <= tr.state.doc.lines).sort((a, b) => a - b);
      return RangeSet.of(lines.map((n) => breakMarker.range(tr.state.doc.line(n).from)));
    }
    return tr.docChanged ? set.map(tr.changes) : set;
  },
  provide: (f) => lineNumberMarkers.from(f),
});

/** The line where the program stands. */
const setAt = StateEffect.define<DecorationSet>();
const atField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, tr) {
    for (const e of tr.effects) if (e.is(setAt)) return e.value;
    return tr.docChanged ? Decoration.none : set;
  },
  provide: (f) => EditorView.decorations.from(f),
});

const setLit = StateEffect.define<DecorationSet>();
const litField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, tr) {
    for (const e of tr.effects) if (e.is(setLit)) return e.value;
    return tr.docChanged ? Decoration.none : set;
  },
  provide: (f) => EditorView.decorations.from(f),
});
const lit = Decoration.mark({ class: "cm-lit" });
const pinned = Decoration.mark({ class: "cm-pinned" });

/** Browsers take half a minute to delete a line of thousands of marked pieces. */
const MARKED_LINE = 2000;

/** Characters one cannot see, made visible. */
const oddMatcher = new MatchDecorator({
  regexp: /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060\ufeff]/g,
  decorate(add, from, to, m, view) {
    if (view.state.doc.lineAt(from).length > MARKED_LINE) return;
    const title = `U+${m[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    add(from, to, Decoration.mark({ class: "cm-odd", attributes: { title } }));
  },
});
const oddChars = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = oddMatcher.createDeco(view);
    }
    update(u: ViewUpdate): void {
      this.decorations = oddMatcher.updateDeco(u, this.decorations);
    }
  },
  { decorations: (v) => v.decorations },
);

export class Editor {
  readonly view: EditorView;
  private map: ByteMap;
  private readonly language = new Compartment();

  constructor(host: HTMLElement, text: string, language: Language, private readonly events: EditorEvents) {
    this.map = new ByteMap(text);
    this.view = new EditorView({
      parent: host,
      state: EditorState.create({
        doc: text,
        extensions: [
          Prec.highest(keymap.of([
            { key: "Mod-Enter", run: () => (events.run(), true) },
            { key: "F9", run: (v) => (this.toggleBreakpoint(v.state.doc.lineAt(v.state.selection.main.head).number), true) },
          ])),
          this.language.of(brings(language)),
          gutter({
            class: "cm-heat",
            markers: (v) => v.state.field(heatField),
            initialSpacer: () => spacer,
          }),
          lineNumbers({
            domEventHandlers: {
              mousedown: (v, block, e) => {
                if ((e as MouseEvent).button !== 0) return false;
                this.toggleBreakpoint(v.state.doc.lineAt(block.from).number);
                return true;
              },
            },
          }),
          breakField,
          atField,
          heatField,
          litField,
          history(),
          drawSelection(),
          oddChars,
          highlightActiveLine(),
          highlightActiveLineGutter(),
          indentOnInput(),
          bracketMatching(),
          EditorView.lineWrapping,
          syntaxHighlighting(colours),
          keymap.of([...defaultKeymap.filter((k) => k.key !== "Mod-Enter"), ...historyKeymap, indentWithTab]),
          EditorView.contentAttributes.of({ tabindex: "0", "aria-label": "Source of the program", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
          EditorView.updateListener.of((u) => {
            if (u.docChanged) {
              const t = u.state.doc.toString();
              this.map = new ByteMap(t);
              events.changed(t);
            } else if (u.selectionSet && u.view.hasFocus && !u.transactions.some((t) => t.isUserEvent("select.pointer"))) {
              events.at(this.map.toByte(u.state.selection.main.head));
            }
          }),
          EditorView.domEventHandlers({
            mousemove: (e, v) => events.at(this.byteAt(v, e)),
            mouseleave: () => events.at(null),
            blur: () => events.at(null),
            mouseup: (e, v) => {
              if (e.button !== 0 || !v.state.selection.main.empty) return;
              const b = this.byteAt(v, e);
              if (b !== null) events.clicked(b);
            },
          }),
        ],
      }),
    });
  }

  private byteAt(v: EditorView, e: MouseEvent): number | null {
    const pos = v.posAtCoords({ x: e.clientX, y: e.clientY });
    if (pos === null) return null;
    // Beyond the end of a line nothing is pointed at.
    const box = v.coordsAtPos(pos, -1) ?? v.coordsAtPos(pos);
    if (box && (e.clientX > box.right + 14 || e.clientY > box.bottom + 6)) return null;
    return this.map.toByte(pos);
  }

  get text(): string {
    return this.map.text;
  }

  /** Colours and indents as a language wants it. */
  speak(language: Language): void {
    this.view.dispatch({ effects: this.language.reconfigure(brings(language)) });
  }

  replace(text: string): void {
    if (text === this.text) return;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true });
  }

  /** The lines with breakpoints, in order. */
  get breakpoints(): number[] {
    const lines: number[] = [];
    this.view.state.field(breakField).between(0, this.view.state.doc.length, (from) => void lines.push(this.view.state.doc.lineAt(from).number));
    return [...new Set(lines)];
  }

  setBreakpoints(lines: number[]): void {
    this.view.dispatch({ effects: setBreaks.of(lines) });
  }

  private toggleBreakpoint(line: number): void {
    const lines = this.breakpoints;
    const others = lines.filter((n) => n !== line);
    const after = others.length < lines.length ? others : [...lines, line];
    this.setBreakpoints(after);
    this.events.breakpoints(this.breakpoints);
  }

  /** Marks the line where the program stands, or where a function further out waits; 0 for none. */
  showAt(line: number, kind: "" | "outer" | "failed"): void {
    const { doc } = this.view.state;
    if (line < 1 || line > doc.lines) return this.view.dispatch({ effects: setAt.of(Decoration.none) });
    const { from } = doc.line(line);
    this.view.dispatch({ effects: [setAt.of(Decoration.set(Decoration.line({ class: `cm-at ${kind}`.trim() }).range(from)))] });
    const box = this.view.coordsAtPos(from);
    const host = this.view.scrollDOM.getBoundingClientRect();
    // With a line to spare, so that one sees where it goes on.
    if (!box || box.top < host.top + 20 || box.bottom > host.bottom - 20) this.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "center" }) });
  }

  /** Counts per line; null clears them. */
  showHeat(view: View | null, stale: boolean): void {
    const marks: { line: number; marker: HeatMarker }[] = [];
    if (view?.counted && !stale && view.map.text === this.text) {
      const lines = new Map<number, number>();
      for (const f of view.inspection.functions) {
        for (const i of f.fused) {
          if (i.line > 0 && i.span.source === view.source) lines.set(i.line, (lines.get(i.line) ?? 0) + i.count);
        }
      }
      let max = 0;
      for (const n of lines.values()) if (n > max) max = n;
      for (const [line, n] of lines) if (n > 0 && line <= this.view.state.doc.lines) marks.push({ line, marker: new HeatMarker(n, heat(n, max)) });
      marks.sort((a, b) => a.line - b.line);
    } else if (stale) return;
    this.view.dispatch({
      effects: setHeat.of(RangeSet.of(marks.map((m) => m.marker.range(this.view.state.doc.line(m.line).from)))),
    });
  }

  showLit(hover: Place | null, pin: Place | null): void {
    const ranges = [];
    const max = this.view.state.doc.length;
    for (const [place, deco] of [[pin, pinned], [hover, lit]] as const) {
      if (!place) continue;
      const from = Math.min(max, this.map.toUnit(place.start));
      const to = Math.min(max, this.map.toUnit(place.end));
      if (to > from) ranges.push(deco.range(from, to));
    }
    this.view.dispatch({ effects: setLit.of(Decoration.set(ranges, true)) });
  }

  reveal(place: Place): void {
    const pos = Math.min(this.view.state.doc.length, this.map.toUnit(place.start));
    const box = this.view.coordsAtPos(pos);
    const host = this.view.scrollDOM.getBoundingClientRect();
    if (box && box.top >= host.top && box.bottom <= host.bottom) return;
    this.view.dispatch({ effects: EditorView.scrollIntoView(pos, { y: "center" }) });
  }

  /** Puts the caret at a place and the focus into the text. */
  goTo(place: Place): void {
    const pos = Math.min(this.view.state.doc.length, this.map.toUnit(place.start));
    this.view.dispatch({ selection: { anchor: pos }, effects: EditorView.scrollIntoView(pos, { y: "center" }) });
    this.view.focus();
  }

  showProblems(problems: readonly Diagnostic[]): void {
    const max = this.view.state.doc.length;
    const out: LintDiagnostic[] = [];
    for (const d of problems) {
      const first = d.labels[0];
      if (!first || d.code === "stopped") continue;
      let from = Math.min(max, this.map.toUnit(first.span.start));
      let to = Math.min(max, Math.max(from, this.map.toUnit(first.span.end)));
      if (from === to) {
        if (to < max) to++;
        else from = Math.max(0, from - 1);
      }
      const words = [d.message, first.text].filter(Boolean).join(": ");
      out.push({ from, to, severity: d.severity, message: [words, ...d.notes].join("\n") });
    }
    out.sort((a, b) => a.from - b.from);
    this.view.dispatch(setDiagnostics(this.view.state, out));
  }
}
