// Tabs, views, and the bars between panes.
import { byId, memory, setAttr } from "./dom.ts";
import { drawRevealed } from "./panes/pane.ts";

/** The panes that look into a program; `index.html` says which tabs they have. */
export type Stage = "core" | "bytecode" | "fused" | "compiled" | "counters" | "caches" | "profile" | "heap";
export type ViewName = "code" | "road" | "instruments" | "bench";

const root = document.documentElement;
const phone = matchMedia("(max-width: 719px)");
const wide = matchMedia("(min-width: 1200px)");

/**
 * What each strip of tabs shows. Wide pages have three: the road and both halves of
 * the instruments. Middle ones have the road's, instruments among its tabs; phones
 * have the road's and one for all instruments.
 */
const shown: Record<string, Stage> = { road: "fused", upper: "counters", lower: "profile", instrument: "counters" };
const all = <T extends HTMLElement>(selector: string) => [...document.querySelectorAll<T>(selector)];
const strips = () => all("[data-shows]");
const tabsOf = (strip: HTMLElement) => [...strip.querySelectorAll<HTMLElement>("[data-stage]")];
const half = (name: string) => (["upper", "lower"] as const).find((side) => tabsOf(strips().find((s) => s.dataset.shows === side)!).some((t) => t.dataset.stage === name));

export function isPhone(): boolean {
  return phone.matches;
}

/** The panes in the order of their tabs. */
export function stages(): Stage[] {
  return tabsOf(strips()[0]!).map((t) => t.dataset.stage as Stage);
}

/** Brings a pane in sight, in whatever layout there is. */
export function showStage(stage: Stage): void {
  const side = half(stage);
  if (side) shown[side] = shown.instrument = stage;
  if (!side || !(phone.matches || wide.matches)) shown.road = stage;
  if (phone.matches) showView(side ? "instruments" : "road");
  memory.set("shown", shown);
  arrange();
}

/** Shows the panes that are chosen, as the page's width asks. */
function arrange(): void {
  // On wide pages and on phones the instruments have strips of their own.
  if ((wide.matches || phone.matches) && half(shown.road!)) shown.road = "fused";
  const seen = new Set([shown.road, ...(wide.matches ? [shown.upper, shown.lower] : phone.matches ? [shown.instrument] : [])]);
  for (const pane of all(".stage")) pane.toggleAttribute("data-on", seen.has(pane.dataset.stage as Stage));
  for (const part of all("#instruments, #instruments .half")) part.toggleAttribute("data-on", part.querySelector(".stage[data-on]") !== null);
  for (const strip of strips()) {
    for (const tab of tabsOf(strip)) {
      const on = tab.dataset.stage === shown[strip.dataset.shows!];
      setAttr(tab, "aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    }
  }
  drawRevealed();
}

export function showView(view: ViewName): void {
  root.dataset.view = view;
  for (const b of document.querySelectorAll<HTMLElement>("#views button")) setAttr(b, "aria-current", b.dataset.view === view ? "true" : null);
  dispatchEvent(new CustomEvent("glassbox-view", { detail: view }));
  drawRevealed();
}

/** Arrow keys move along a row of tabs, as everywhere. */
export function tabKeys(list: HTMLElement): void {
  list.addEventListener("keydown", (e) => {
    const tabs = [...list.querySelectorAll<HTMLElement>("[role=tab]")].filter((t) => t.offsetParent);
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const to =
      e.key === "ArrowRight" ? (at + 1) % tabs.length
      : e.key === "ArrowLeft" ? (at + tabs.length - 1) % tabs.length
      : e.key === "Home" ? 0
      : e.key === "End" ? tabs.length - 1
      : -1;
    if (to < 0) return;
    e.preventDefault();
    tabs[to]!.focus();
    tabs[to]!.click();
  });
}

export function startLayout(): void {
  for (const list of document.querySelectorAll<HTMLElement>("[role=tablist]")) tabKeys(list);
  for (const tab of all("[role=tab][data-stage]")) tab.addEventListener("click", () => showStage(tab.dataset.stage as Stage));
  for (const b of document.querySelectorAll<HTMLElement>("#views button")) b.addEventListener("click", () => showView(b.dataset.view as ViewName));
  // What was chosen at the last visit, as far as there still are such panes.
  for (const [strip, stage] of Object.entries(memory.get<Record<string, Stage>>("shown") ?? {})) {
    if (strips().some((s) => s.dataset.shows === strip && tabsOf(s).some((t) => t.dataset.stage === stage))) shown[strip] = stage;
  }
  wide.addEventListener("change", arrange);
  phone.addEventListener("change", arrange);
  arrange();
  for (const s of document.querySelectorAll<HTMLElement>(".split")) splitter(s);
}

interface Measure {
  /** Size of the pane the bar belongs to, and of what it is a part of. */
  size(): number;
  whole(): number;
  /** +1 if the pane grows when the bar moves right or down. */
  sign: 1 | -1;
  min: number;
}

function measureFor(id: string): Measure {
  const grid = byId("grid");
  const el = (x: string, side: "clientWidth" | "clientHeight") => byId(x)[side];
  switch (id) {
    case "split-left": return { size: () => el("source", "clientWidth"), whole: () => grid.clientWidth, sign: 1, min: 240 };
    case "split-right": return { size: () => el("instruments", "clientWidth"), whole: () => grid.clientWidth, sign: -1, min: 220 };
    case "split-out": return { size: () => el("results", "clientHeight"), whole: () => grid.clientHeight, sign: -1, min: 72 };
    case "split-debug": return { size: () => el("debug", "clientHeight"), whole: () => el("source", "clientHeight"), sign: -1, min: 110 };
    case "split-lower": return { size: () => el("lower", "clientHeight"), whole: () => el("instruments", "clientHeight"), sign: -1, min: 160 };
    default: return { size: () => el("bench", "clientHeight"), whole: () => innerHeight, sign: -1, min: 160 };
  }
}

/** Which size is set: the same bar has one per layout. */
function variable(split: HTMLElement): string {
  const base = split.dataset.var!;
  if (base === "--left" && !wide.matches) return "--left-middle";
  if (base === "--out" && phone.matches) return "--out-phone";
  return base;
}

function splitter(split: HTMLElement): void {
  const vertical = split.classList.contains("v");
  const m = measureFor(split.id);
  const px = split.id === "split-bench";
  split.tabIndex = 0;
  split.setAttribute("role", "separator");
  split.setAttribute("aria-orientation", vertical ? "vertical" : "horizontal");
  split.setAttribute("aria-valuemin", "10");
  split.setAttribute("aria-valuemax", "80");
  split.title = "Drag, or arrow keys; double-click for the usual size";
  const report = () => split.setAttribute("aria-valuenow", String(Math.round((100 * m.size()) / Math.max(1, m.whole()))));
  report();
  split.addEventListener("focus", report);

  const apply = (size: number) => {
    const whole = m.whole();
    const clamped = Math.max(m.min, Math.min(size, whole * 0.8));
    root.style.setProperty(variable(split), px ? `${Math.round(clamped)}px` : `${((100 * clamped) / whole).toFixed(2)}%`);
    report();
  };
  const save = () => {
    const sizes = memory.get<Record<string, string>>("sizes") ?? {};
    const name = variable(split);
    const value = root.style.getPropertyValue(name);
    if (value) sizes[name] = value;
    else delete sizes[name];
    memory.set("sizes", sizes);
  };
  split.addEventListener("pointerdown", (e) => {
    if (e.button !== 0) return;
    e.preventDefault();
    split.setPointerCapture(e.pointerId);
    split.classList.add("drag");
    const from = vertical ? e.clientX : e.clientY;
    const size = m.size();
    const move = (x: PointerEvent) => apply(size + m.sign * ((vertical ? x.clientX : x.clientY) - from));
    const end = () => {
      split.classList.remove("drag");
      split.removeEventListener("pointermove", move);
      save();
    };
    split.addEventListener("pointermove", move);
    split.addEventListener("lostpointercapture", end, { once: true });
  });
  split.addEventListener("keydown", (e) => {
    const step = e.shiftKey ? 64 : 16;
    const by =
      e.key === (vertical ? "ArrowRight" : "ArrowDown") ? step
      : e.key === (vertical ? "ArrowLeft" : "ArrowUp") ? -step
      : 0;
    if (e.key === "Home") root.style.removeProperty(variable(split));
    else if (by) apply(m.size() + m.sign * by);
    else return;
    e.preventDefault();
    save();
  });
  split.addEventListener("dblclick", () => {
    root.style.removeProperty(variable(split));
    save();
  });
}
