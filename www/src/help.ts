// The help dialog: what the page is and which keys it has.
import { h } from "./dom.ts";
import { sentence } from "./glossary.ts";

const KEYS: [string[], string][] = [
  [["Ctrl", "Enter"], "Run the program"],
  [["Esc"], "Stop it; free what is pinned; close what is open"],
  [["F11"], "Step: to the next line, into calls; begins if nothing runs"],
  [["F10"], "The same over calls"],
  [["Shift", "F11"], "Step out of the running function"],
  [["F8"], "Continue to the next breakpoint"],
  [["F9"], "Set a breakpoint at the line of the caret, or remove it; so does a click on a line's number"],
  [["↑", "↓"], "Move through the rows of a pane; what a row stands for lights up everywhere"],
  [["←", "→"], "Close and open a row"],
  [["Enter"], "Pin a row, or free it"],
  [["Z"], "In the flame chart: make a piece as wide as the chart, and back"],
  [["Alt", "1…8"], "Core, Bytecode, Fused, Compiled, Counters, Caches, Profile, Heap"],
  [["Alt", "O"], "Optimisations"],
  [["Alt", "B"], "Benchmark"],
  [["Esc", "Tab"], "Leave the text by keyboard; Tab alone indents"],
  [["?"], "This help (outside of the text)"],
];

let dialog: HTMLDialogElement | null = null;

export function showHelp(about: string): void {
  dialog ??= build();
  dialog.querySelector(".about")!.textContent = about;
  dialog.showModal();
}

function build(): HTMLDialogElement {
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  const keys = h("dl", { class: "keys" });
  for (const [names, words] of KEYS) {
    const dt = h("dt");
    names.forEach((k, i) => dt.append(...(i ? [" "] : []), h("kbd", null, mac ? k.replace("Ctrl", "⌘").replace("Alt", "⌥") : k)));
    keys.append(dt, h("dd", null, words));
  }
  const about = h("p");
  about.append(
    sentence(
      "Type a program and see, in the same second, how the machine runs it and why it is fast or slow. The source becomes [[core|Core]], Core becomes [[bytecode]], and sequences that often follow each other are fused into [[superinstruction|superinstructions]]. Point at anything and the same thing lights up on every stage.",
    ),
  );
  const cost = h("p");
  cost.append(
    sentence(
      "The brighter or darker a row's edge, the more often it ran. Words with dots below explain themselves. Every optimisation can be switched off, so “what is it worth?” has an answer for this program on this machine.",
    ),
  );
  const d = h(
    "dialog", { id: "help-dialog", "aria-labelledby": "help-title" },
    h("button", { type: "button", class: "close icon", "aria-label": "Close", onclick: () => d.close() }, "×"),
    h("h2", { id: "help-title" }, "Glassbox"), about, cost, h("h3", null, "Keys"), keys, h("h3", null, "This build"), h("p", { class: "about" }),
  );
  d.addEventListener("click", (e) => e.target === d && d.close());
  document.body.append(d);
  return d;
}
