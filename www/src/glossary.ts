// Terms of the field, in words for someone who meets them for the first time,
// and the sentences that link to them.
import { h } from "./dom.ts";

export const GLOSSARY: Record<string, { title: string; text: string }> = {
  core: {
    title: "Core",
    text: "The small tree every language is turned into first. Names are resolved, syntax is gone; passes rewrite it before it becomes bytecode.",
  },
  bytecode: {
    title: "Bytecode",
    text: "A list of simple numbered steps for a machine that exists only in software. Each function has its own.",
  },
  instruction: {
    title: "Instruction",
    text: "One step of bytecode: an operation and its operands, such as adding two registers.",
  },
  dispatch: {
    title: "Dispatch",
    text: "Going from one instruction to the code that carries it out. In a small interpreter this costs as much as the work itself, so fewer dispatches mean a faster program.",
  },
  superinstruction: {
    title: "Superinstruction",
    text: "One instruction that does the work of several which often follow each other. The program takes one dispatch instead of two or three.",
  },
  quickening: {
    title: "Quickening",
    text: "An instruction that rewrites itself after it has seen its operands: a general add becomes an integer add. If other types come later it turns back.",
  },
  compiled: {
    title: "Compiled code",
    text: "A function or loop that ran often enough is translated to machine code while the program runs; in the page, to a WebAssembly module that the browser compiles. No instruction is dispatched any more.",
  },
  mir: {
    title: "MIR",
    text: "The form between bytecode and machine code: every value is named once and has a type. Passes remove what was computed, checked or boxed in vain.",
  },
  guard: {
    title: "Guard",
    text: "A check that what compiled code takes for granted still holds, such as that a value is an integer. If not, the code is left.",
  },
  exit: {
    title: "Exit",
    text: "A place where compiled code can be left. The interpreter's frame is rebuilt there, and the interpreter goes on as if nothing had been compiled.",
  },
  cache: {
    title: "Inline cache",
    text: "A small memory at one place of the program. It keeps what was found there last time: which function a name means, or where a field is. As long as the same comes again, nothing is looked up.",
  },
  hit: {
    title: "Hit and miss",
    text: "A hit: the cache knew the answer. A miss: it had to be looked up, and the cache learned it.",
  },
  site: {
    title: "Site",
    text: "One place in the program that has a cache of its own: a call or a field access.",
  },
  register: {
    title: "Register",
    text: "A numbered slot for one value in the window of a running function. Parameters and variables live in registers.",
  },
  allocation: {
    title: "Allocation",
    text: "Taking memory for a new object. Small integers, short strings and floats need none: they are in the value itself.",
  },
  collection: {
    title: "Collection",
    text: "Finding the objects that nothing can reach any more and reusing their memory. The program waits meanwhile: that is the pause.",
  },
  tail: {
    title: "Tail call",
    text: "A call whose result is the result of the caller. The caller is no longer needed, so its frame is reused and the stack does not grow.",
  },
  own: {
    title: "Itself, and with all it called",
    text: "What a function spends itself leaves out what the functions spend that it calls. The total has both. A function with much in total and little itself only hands work on.",
  },
  live: {
    title: "Live",
    text: "Memory that objects take: what the last collection found still reachable, and what was allocated since.",
  },
  packed: {
    title: "Packed",
    text: "A vector that holds integers only, or floats only, is marked, and the collector does not look into it. It unpacks by itself when something else is put in.",
  },
  fuel: {
    title: "Fuel",
    text: "Counts calls and backward jumps. A limit on it bounds how long a program can run.",
  },
  frame: {
    title: "Frame",
    text: "What the VM keeps about one call that has not returned yet.",
  },
  task: {
    title: "Task",
    text: "A part of the program that runs in turn with others and waits on channels.",
  },
  pool: {
    title: "Buffer pool",
    text: "Packet buffers that were given back are handed out again instead of taking new memory.",
  },
  baseline: {
    title: "Baseline",
    text: "A plain interpreter that walks the Core tree, with variables in hash maps: how most languages begin. It is the honest “before” for every claim.",
  },
  traced: {
    title: "Counting",
    text: "The loop that counts every instruction as it runs. Counting costs time, so measurements use the other loops.",
  },
  threaded: {
    title: "Dispatch loops",
    text: "“threaded” jumps through a table of functions, “switch” goes through one large match. Which is faster depends on the machine.",
  },
  median: {
    title: "Median and spread",
    text: "The middle one of all measured times. The band shows where the median would fall if you measured again, with 95% confidence.",
  },
};

/** A sentence with `[[term]]` or `[[term|shown words]]` in it. */
export type Sentence = string;

/** A word that explains itself. Not a `<button>`: those cannot flow with the text around them. */
function term(name: string, words: string): HTMLElement {
  return h("span", { class: "term", role: "button", tabindex: 0, "data-term": name, "aria-haspopup": "dialog" }, words);
}

/** The nodes of a sentence; terms become buttons that explain themselves. */
export function sentence(text: Sentence): DocumentFragment {
  const out = document.createDocumentFragment();
  for (const part of text.split(/(\[\[[^\]]+\]\]|\*\*[^*]+\*\*)/)) {
    const bold = /^\*\*(.+)\*\*$/.exec(part);
    const m = /^\[\[([^|\]]+)(?:\|([^\]]+))?\]\]$/.exec(part);
    if (bold) out.append(h("b", null, bold[1]!));
    else if (!m) out.append(part);
    else if (GLOSSARY[m[1]!]) out.append(term(m[1]!, m[2] ?? m[1]!));
    else out.append(m[2] ?? m[1]!);
  }
  return out;
}

/** Shows a sentence; the same one is left alone. */
export function setSentence(el: HTMLElement, text: Sentence): void {
  if (el.dataset.text === text) return;
  el.dataset.text = text;
  el.replaceChildren(sentence(text));
}

/** One popover serves every term of the page. */
export function startGlossary(): void {
  const title = h("h3");
  const text = h("p");
  const pop = h("div", { id: "term-popover", class: "popover", popover: "auto", role: "dialog", "aria-label": "What it means" }, title, text);
  document.body.append(pop);
  let from: HTMLElement | null = null;
  document.addEventListener("keydown", (e) => {
    const target = e.target as Element;
    if ((e.key === "Enter" || e.key === " ") && target.classList?.contains("term")) {
      e.preventDefault();
      (target as HTMLElement).click();
    }
  });
  document.addEventListener("click", (e) => {
    const button = (e.target as Element).closest<HTMLElement>(".term");
    const entry = button && GLOSSARY[button.dataset.term ?? ""];
    if (!button || !entry) return;
    e.preventDefault();
    title.textContent = entry.title;
    text.textContent = entry.text;
    from = button;
    pop.showPopover();
    const r = button.getBoundingClientRect();
    const p = pop.getBoundingClientRect();
    const left = Math.max(8, Math.min(r.left, innerWidth - p.width - 8));
    const top = r.top - p.height - 6 > 8 ? r.top - p.height - 6 : r.bottom + 6;
    pop.style.left = `${left}px`;
    pop.style.top = `${top}px`;
  });
  pop.addEventListener("toggle", (e) => {
    if ((e as ToggleEvent).newState === "closed" && document.activeElement === document.body) from?.focus();
  });
}
