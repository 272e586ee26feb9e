// The few words the page builds its elements with, and the cells that hold
// what changes. No framework: panes patch the rows they show, nothing else.

type Child = Node | string | number | false | null | undefined;
type Attrs = Record<string, unknown>;

/** Makes an element. `on*` attributes are listeners, `class`/`data-*`/`aria-*` are attributes. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attrs?: Attrs | null, ...children: Child[]): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  if (attrs) setAttrs(el, attrs);
  append(el, children);
  return el;
}

const SVG = "http://www.w3.org/2000/svg";

/** Makes an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attrs?: Attrs | null, ...children: Child[]): SVGElementTagNameMap[K] {
  const el = document.createElementNS(SVG, tag);
  if (attrs) setAttrs(el, attrs);
  append(el, children);
  return el;
}

function setAttrs(el: Element, attrs: Attrs): void {
  for (const [name, value] of Object.entries(attrs)) {
    if (value === undefined || value === null) continue;
    // ARIA spells out both answers; other attributes are there or not.
    if (typeof value === "boolean" && name.startsWith("aria-")) el.setAttribute(name, String(value));
    else if (value === false) continue;
    else if (name.startsWith("on") && typeof value === "function") el.addEventListener(name.slice(2), value as EventListener);
    else el.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(el: Element, children: Child[]): void {
  for (const c of children) {
    if (c === null || c === undefined || c === false) continue;
    el.append(typeof c === "number" ? String(c) : c);
  }
}

/** The element of that id, which `index.html` promises. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const el = document.getElementById(id);
  if (!el) throw new Error(`index.html has no #${id}`);
  return el as T;
}

/** Sets the text only if it differs, so that streaming values cost no layout. */
export function setText(el: Element, text: string): void {
  if (el.textContent !== text) el.textContent = text;
}

/** Sets or removes an attribute only if it differs. */
export function setAttr(el: Element, name: string, value: string | null): void {
  if (value === null) {
    if (el.hasAttribute(name)) el.removeAttribute(name);
  } else if (el.getAttribute(name) !== value) el.setAttribute(name, value);
}

/** A value that others can watch. */
export interface Cell<T> {
  get(): T;
  set(value: T): void;
  /** Calls `f` after each change; returns how to stop. */
  on(f: (value: T, before: T) => void): () => void;
}

export function cell<T>(initial: T): Cell<T> {
  let value = initial;
  const watchers = new Set<(value: T, before: T) => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      const before = value;
      value = next;
      for (const f of [...watchers]) f(next, before);
    },
    on(f) {
      watchers.add(f);
      return () => watchers.delete(f);
    },
  };
}

/** A function that runs `f` soon, in a frame, and at most every `ms`. */
export function paced(f: () => void, ms = 34): () => void {
  let due = false;
  let last = -Infinity;
  const tick = () => {
    const now = performance.now();
    if (now - last < ms - 1) {
      requestAnimationFrame(tick);
      return;
    }
    due = false;
    last = now;
    f();
  };
  return () => {
    if (due) return;
    due = true;
    // A hidden page has no frames; it must not lose the last update.
    if (document.hidden) setTimeout(tick, ms);
    else requestAnimationFrame(tick);
  };
}

/** A function that runs `f` once, `ms` after it was last called. */
export function settled(f: () => void, ms: number): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(f, ms);
  };
}

/** Local storage that may be absent or full: then nothing is remembered. */
export const memory = {
  get<T>(key: string): T | null {
    try {
      const text = localStorage.getItem(`glassbox.${key}`);
      return text === null ? null : (JSON.parse(text) as T);
    } catch {
      return null;
    }
  },
  set(key: string, value: unknown): void {
    try {
      if (value === null) localStorage.removeItem(`glassbox.${key}`);
      else localStorage.setItem(`glassbox.${key}`, JSON.stringify(value));
    } catch {
      // Private windows and full disks: the page works without memory.
    }
  },
};

let toastTimer = 0;

/** Says something in passing, at the foot of the page and to screen readers. */
export function toast(text: string): void {
  const el = byId("toast");
  el.textContent = text;
  el.dataset.show = "";
  clearTimeout(toastTimer);
  toastTimer = window.setTimeout(() => delete el.dataset.show, 3200);
}
