// The Problems tab: what is wrong, where, and how execution got there.
import type { Diagnostic, Span } from "../../npm/src/types.ts";
import { byId, h } from "./dom.ts";
import { full } from "./format.ts";
import { ByteMap } from "./spans.ts";
import { inPlainWords } from "./words.ts";

/** Stack traces are long when recursion is deep: the ends tell the most. */
const FRAMES = 12;

export function showProblems(problems: readonly Diagnostic[], text: string, goTo: (span: Span) => void): void {
  const host = byId("problems");
  const count = byId("problem-count");
  count.hidden = problems.length === 0;
  count.textContent = String(problems.length);
  if (!problems.length) {
    host.replaceChildren(h("p", { class: "empty" }, "No problems."));
    return;
  }
  const map = new ByteMap(text);
  const line = (s: Span) => text.slice(0, map.toUnit(s.start)).split("\n").length;
  const place = (s: Span, words: string) => h("button", { type: "button", onclick: () => goTo(s) }, words);
  host.replaceChildren(
    ...problems.slice(0, 200).map((d) => {
      const box = h("article", { class: `problem ${d.severity}`, "data-code": d.code }, h("h2", null, d.message));
      const words = inPlainWords(d.code);
      if (words) box.append(h("p", { class: "words" }, words));
      if (d.labels.length) {
        box.append(
          h("ul", null, ...d.labels.map((l) => h("li", null, place(l.span, `Line ${line(l.span)}`), " ", h("code", null, map.snippet(l.span, 50)), l.text && ` – ${l.text}`))),
        );
      }
      for (const n of d.notes) box.append(h("p", null, n));
      if (d.trace.length) {
        const cut = d.trace.length > FRAMES;
        const frames = cut ? [...d.trace.slice(0, FRAMES - 3), null, ...d.trace.slice(-2)] : d.trace;
        box.append(
          h("p", null, "Called from, innermost first:"),
          h(
            "ol", null,
            ...frames.map((f) =>
              f
                ? h("li", null, h("code", null, f.function), " ", f.span.end > f.span.start && place(f.span, `line ${line(f.span)}`), f.repeat > 1 && ` × ${full(f.repeat)}`)
                : h("li", null, `… ${full(d.trace.length - FRAMES + 1)} more …`),
            ),
          ),
        );
      }
      return box;
    }),
  );
}
