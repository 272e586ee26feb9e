// Everything beyond the first output: editor, panes, toolbar, keys.
import "./styles/dialogs.css";
import { byId, h, memory, paced, setAttr, setText, settled, toast } from "./dom.ts";
import type { Language, Span } from "../../npm/src/types.ts";
import { Bench } from "./bench/view.ts";
import { Editor } from "./editor.ts";
import * as engine from "./engine.ts";
import { exampleById, examplesOf } from "./examples.ts";
import { ms, words } from "./format.ts";
import { startGlossary } from "./glossary.ts";
import { showHelp } from "./help.ts";
import { isPhone, showStage, showView, stages, startLayout, tabKeys } from "./layout.ts";
import type { Draft } from "./main.ts";
import { choose, OptMenu } from "./optmenu.ts";
import { CachesPane } from "./panes/caches.ts";
import { CodePane } from "./panes/code.ts";
import { CompiledPane } from "./panes/compiled.ts";
import { CorePane } from "./panes/core.ts";
import { CountersPane } from "./panes/counters.ts";
import { HeapPane } from "./panes/heap.ts";
import { drawPanes, relightPanes, revealPanes } from "./panes/pane.ts";
import { ProfilePane } from "./panes/profile.ts";
import { showProblems } from "./problems.ts";
import { decode, encode } from "./share.ts";
import * as store from "./store.ts";
import { Stepping, stepOf } from "./stepping.ts";
import { startTheme } from "./theme.ts";

let editor: Editor;
let bench: Bench;
let menu: OptMenu;

export function startApp(options: { wait: boolean }): void {
  startTheme();
  startGlossary();
  startEditor();
  new CorePane(byId("pane-core"));
  new CodePane(byId("pane-bytecode"), "plain");
  new CodePane(byId("pane-fused"), "fused");
  new CompiledPane(byId("pane-compiled"));
  new CountersPane(byId("pane-counters"));
  new CachesPane(byId("pane-caches"));
  new ProfilePane(byId("pane-profile"));
  new HeapPane(byId("pane-heap"));
  menu = new OptMenu();
  bench = new Bench();
  startStepping();
  startLayout();
  startResults();
  startBar();
  startKeys();
  watch();
  drawPanes();
  showState();
  if (options.wait) toast("This program was still running when the page was left. Run it when you like.");
}

function startEditor(): void {
  const host = byId("editor");
  byId("early").remove();
  editor = new Editor(host, store.source.get(), store.language.get(), {
    changed(text) {
      store.source.set(text);
      store.hovered.set(null);
      if (store.pinned.get()) store.pinned.set(null);
      if (location.hash) history.replaceState(null, "", location.pathname + location.search);
      const ran = store.lastRun.get();
      if (ran && ran.source !== text) setText(byId("status"), "Edited; Ctrl+Enter runs it");
      listExamples();
      // Lines would be other lines than those that run.
      if (engine.inSteps()) {
        engine.stop();
        toast("The text was changed, so stepping has ended.");
      }
      store.stopped.set(null);
      if (engine.breakpointsOf().length) breakpointsChanged();
      engine.checkSoon();
      saveDraft();
    },
    at(byte) {
      const v = store.view.get();
      store.hovered.set(byte === null || !v || v.map.text !== editor.text ? null : v.index.at(byte));
    },
    clicked(byte) {
      const v = store.view.get();
      if (!v || v.map.text !== editor.text) return;
      const place = v.index.at(byte);
      if (place) store.togglePin(place);
      else store.pinned.set(null);
    },
    run: () => void engine.run("user"),
    breakpoints: breakpointsChanged,
  });
}

function breakpointsChanged(): void {
  engine.setBreakpoints(editor.breakpoints, (lines) => {
    const before = editor.breakpoints.length;
    editor.setBreakpoints(lines);
    if (lines.length < before) toast("There is no code at that line or after it.");
  });
}

function startStepping(): void {
  new Stepping({
    step: (how) => void engine.step(how),
    look(frame, why) {
      // What stands in other texts, as `exec` runs them, has no line here.
      const here = frame && frame.file === engine.fileName() && frame.line;
      editor.showAt(here || 0, why === "error" ? "failed" : frame === store.stopped.get()?.frames[0] ? "" : "outer");
      store.standing.set(here ? { start: frame.span.start, end: frame.span.end } : null);
    },
    close() {
      if (engine.inSteps()) engine.stop();
      store.stopped.set(null);
    },
  });
  byId("step").addEventListener("click", () => void engine.step("into"));
}

/** The panes follow what is known; at most thirty times a second. */
function watch(): void {
  const redraw = paced(() => {
    drawPanes();
    showHeat();
  });
  store.view.on(redraw);
  store.stats.on(redraw);
  store.profile.on(redraw);
  store.compiled.on(redraw);
  store.compiling.on(redraw);
  engine.measuring.on(redraw);
  store.stale.on(redraw);
  store.lastRun.on(redraw);
  store.runState.on(() => {
    showState();
    redraw();
    saveDraft();
  });
  store.stopped.on(() => showState());
  store.elapsed.on(() => store.runState.get() === "running" && showState());
  addEventListener("glassbox-goto", (e) => goTo((e as CustomEvent<Span>).detail));
  store.choice.on(() => {
    showGlass();
    redraw();
  });
  const relit = paced(() => {
    editor.showLit(store.hovered.get(), store.pinned.get());
    relightPanes();
  }, 16);
  store.hovered.on(relit);
  store.standing.on((p) => {
    relit();
    if (p && !store.pinned.get()) requestAnimationFrame(revealPanes);
  });
  store.pinned.on((p) => {
    relit();
    if (!p) return;
    revealPanes();
    editor.reveal(p);
  });
  engine.diagnostics.on(showDiagnostics);
  showHeat();
  showDiagnostics();
  const p = store.pinned.get();
  if (p) {
    relit();
    drawPanes();
    revealPanes();
    editor.reveal(p);
  }
}

function showHeat(): void {
  editor.showHeat(store.view.get(), store.stale.get());
}

function showDiagnostics(): void {
  const problems = engine.diagnostics.get().filter((d) => d.code !== "stopped");
  editor.showProblems(problems);
  showProblems(problems, editor.text, goTo);
}

function goTo(span: Span): void {
  if (isPhone()) showView("code");
  editor.goTo(span);
}

function startResults(): void {
  const tabs = { output: byId("tab-output"), problems: byId("tab-problems") };
  const show = (which: "output" | "problems") => {
    for (const [name, tab] of Object.entries(tabs)) {
      setAttr(tab, "aria-selected", String(name === which));
      tab.tabIndex = name === which ? 0 : -1;
      byId(`${name}-panel`).hidden = name !== which;
    }
    byId("results").dataset.tab = which;
  };
  tabs.output.addEventListener("click", () => show("output"));
  tabs.problems.addEventListener("click", () => show("problems"));
  tabKeys(tabs.output.parentElement!);
  // A run shows what it prints, and why it failed below that.
  store.runState.on((s) => s === "running" && show("output"));
}

function listExamples(): void {
  const select = byId<HTMLSelectElement>("example");
  const current = exampleById(store.example.get());
  const edited = !current || current.source !== store.source.get();
  const language = store.language.get();
  const key = `${language} ${current?.id} ${edited}`;
  if (select.dataset.key === key) return;
  select.dataset.key = key;
  byId<HTMLSelectElement>("language").value = language;
  select.replaceChildren(...examplesOf(language).map((e) => h("option", { value: e.id }, e.title)));
  if (edited) {
    select.prepend(h("option", { value: "" }, current ? `${current.title} (edited)` : "Your program"));
    select.value = "";
  } else select.value = current.id;
}

/** Puts a program into the editor. */
function put(example: string | null, language: Language, source: string): void {
  store.example.set(example);
  store.language.set(language);
  editor.speak(language);
  editor.replace(source);
  store.source.set(source);
  if (editor.breakpoints.length) {
    editor.setBreakpoints([]);
    breakpointsChanged();
  }
}

function open(example: string | null, language: Language, source: string): void {
  store.pinned.set(null);
  put(example, language, source);
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  listExamples();
  for (const r of document.querySelectorAll(".rows")) r.scrollTop = 0;
  void engine.run("load");
}

function startBar(): void {
  const select = byId<HTMLSelectElement>("example");
  listExamples();
  select.addEventListener("change", () => {
    const e = exampleById(select.value);
    if (e) open(e.id, e.language, e.source);
  });
  const languages = byId<HTMLSelectElement>("language");
  languages.value = store.language.get();
  /** What was in the editor when its language was left. */
  const left = new Map<Language, { example: string | null; source: string }>();
  languages.addEventListener("change", () => {
    const language = languages.value as Language;
    left.set(store.language.get(), { example: store.example.get(), source: store.source.get() });
    const first = examplesOf(language)[0];
    const { example, source } = left.get(language) ?? { example: first?.id ?? null, source: first?.source ?? "" };
    open(example, language, source);
  });
  byId("run").addEventListener("click", () => void engine.run("user"));
  byId("stop").addEventListener("click", () => engine.stop());
  byId("share").addEventListener("click", () => void share());
  byId("help").addEventListener("click", help);
  byId("glass").addEventListener("click", () => choose({ glass: !store.choice.get().glass }));
  showGlass();
  addEventListener("hashchange", () => {
    void decode(location.hash).then((s) => {
      if (!s) return;
      store.choice.set(s.choice);
      put(s.example, s.language, s.source);
      listExamples();
      store.pinned.set(s.pin);
      void engine.run("load");
    });
  });
}

function showGlass(): void {
  const on = store.choice.get().glass;
  const b = byId("glass");
  b.setAttribute("aria-pressed", String(on));
  b.setAttribute("aria-label", on ? "Counting" : "Full speed, not counting");
  b.title = on ? "Counting every instruction. Click to run at full speed without counts." : "Running at full speed without counts. Click to count every instruction.";
  setText(b.querySelector("span")!, on ? "Counting" : "Full speed");
}

async function share(): Promise<void> {
  const hash = await encode({ example: store.example.get(), language: store.language.get(), source: store.source.get(), choice: store.choice.get(), pin: store.pinned.get() });
  history.replaceState(null, "", `#${hash}`);
  try {
    await navigator.clipboard.writeText(location.href);
    toast("Link copied. It holds the program, its configuration and what is pinned.");
  } catch {
    toast("The link is in the address bar now.");
  }
}

function help(): void {
  const i = engine.info();
  showHelp(i ? `Version ${i.version}; the virtual machine is ${Math.round((i.wasmBytes + i.restBytes) / 1024)} KB of WebAssembly in a worker of this page. ${i.ops.length} ops, ${i.optimisations.length} optimisations. Nothing you type leaves this browser.` : "The virtual machine is not loaded.");
}

function showState(): void {
  const state = store.runState.get();
  const busy = state === "running" || state === "paused";
  const ran = store.lastRun.get();
  byId<HTMLButtonElement>("stop").disabled = !busy;
  const status = byId("status");
  const say = (bold: string, rest: string) => status.replaceChildren(h("b", null, bold), h("span", { class: "rest" }, rest));
  switch (state) {
    case "loading":
      say("", "Starting…");
      break;
    case "running":
      say("Running", store.elapsed.get() ? ` for ${ms(store.elapsed.get())}` : "…");
      break;
    case "paused": {
      const at = store.stopped.get()?.frames[0];
      say(at ? `Line ${at.line}` : "Paused", at ? ` in ${at.function}` : "");
      break;
    }
    case "stopped":
      say("Stopped", ran && !store.stepping.get() ? ` after ${ms(ran.runMs)}` : "");
      break;
    case "failed":
      say("Failed", ran && !store.stepping.get() && !store.stale.get() ? ` after ${ms(ran.runMs)}` : "");
      break;
    default:
      if (store.stepping.get()) say("Ended", ", line by line");
      else if (!ran) say("Ready", "");
      else {
        const n = ran.stats.instructions;
        say(ms(ran.runMs), ran.choice.glass ? (n ? `, counting ${words(n)} instructions` : ", counting") : `, ${engine.loopOf(ran.choice)} loop at full speed`);
      }
  }
}

function startKeys(): void {
  const order = stages();
  addEventListener("keydown", (e) => {
    const typing = (e.target as Element).closest?.("input, textarea, select, [contenteditable=true]");
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      // The editor has a binding of its own.
      if (e.defaultPrevented) return;
      e.preventDefault();
      void engine.run("user");
    } else if (e.key === "Escape") {
      // Popovers and dialogs close themselves first.
      if (document.querySelector(":popover-open, dialog[open]")) return;
      if (store.runState.get() === "running" || store.runState.get() === "paused") engine.stop();
      else if (!engine.stopCompiling()) {
        store.pinned.set(null);
        store.hovered.set(null);
      }
    } else if (e.altKey && !e.ctrlKey && !e.metaKey && /^Digit[1-9]$/.test(e.code) && order[Number(e.code.slice(5)) - 1]) {
      e.preventDefault();
      showStage(order[Number(e.code.slice(5)) - 1]!);
    } else if (stepOf(e) && !document.querySelector("dialog[open]")) {
      e.preventDefault();
      void engine.step(stepOf(e)!);
    } else if (e.altKey && e.code === "KeyO") {
      e.preventDefault();
      menu.toggle();
    } else if (e.altKey && e.code === "KeyB") {
      e.preventDefault();
      bench.toggle();
    } else if (e.key === "?" && !typing && !document.querySelector("dialog[open]")) {
      e.preventDefault();
      help();
    }
  });
}

const saveDraft = settled(() => {
  // What came by a link is not the user's own until it is edited.
  if (location.hash) return;
  const example = exampleById(store.example.get());
  const source = store.source.get();
  const language = store.language.get();
  // An example of the first language is what a new visit begins with anyway.
  const plain = example?.source === source && language === "lisp";
  if (plain || source.length > 400_000) memory.set("draft", null);
  else memory.set("draft", { example: example?.id ?? null, language, source, running: store.runState.get() === "running" } satisfies Draft);
}, 400);
