// The way to the first output: start the VM, run the program, show what it
// prints. Everything else of the page is loaded beside it and comes after.
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/panes.css";
import "./styles/editor.css";
import "./styles/stepping.css";
import { byId, memory } from "./dom.ts";
import * as engine from "./engine.ts";
import { EXAMPLES, exampleById, LANGUAGES } from "./examples.ts";
import type { Language } from "../../npm/src/types.ts";
import { Output } from "./output.ts";
import { decode } from "./share.ts";
import * as store from "./store.ts";

declare global {
  interface Window {
    /** For tests and the curious. */
    __glassbox: { firstOutputMs: number | null };
  }
}

/** What was in the editor at the last visit. */
export interface Draft {
  example: string | null;
  /** The Lisp if absent. */
  language?: Language;
  source: string;
  /** It was still running when the page went away: do not run it unasked. */
  running?: boolean;
}

window.__glassbox = { firstOutputMs: null };

let seen!: () => void;
const firstOutput = new Promise<void>((resolve) => (seen = resolve));

const output = new Output(() => {
  // After the frame that paints it.
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      window.__glassbox.firstOutputMs ??= performance.now();
      seen();
    };
    channel.port2.postMessage(0);
  });
});
engine.setSink(output);
engine.start().catch(() => undefined);

store.runState.on((s) => (document.documentElement.dataset.state = s));
engine.loadError.on((e) => e && output.fault("The virtual machine could not be started", `${e}. Reload the page to try again; it needs a browser with WebAssembly and module workers.`));

async function begin(): Promise<void> {
  const shared = location.hash.length > 2 ? await decode(location.hash) : null;
  const draft = memory.get<Draft>("draft");
  let wait = false;
  if (shared) {
    store.example.set(shared.example);
    store.language.set(shared.language);
    store.source.set(shared.source);
    store.choice.set(shared.choice);
    store.pinned.set(shared.pin);
  } else if (draft && typeof draft.source === "string") {
    store.example.set(exampleById(draft.example)?.id ?? null);
    store.language.set(LANGUAGES.find((l) => l.id === draft.language)?.id ?? "lisp");
    store.source.set(draft.source);
    wait = draft.running === true;
  } else {
    store.example.set(EXAMPLES[0]?.id ?? null);
    store.source.set(EXAMPLES[0]?.source ?? "");
  }
  byId("early").textContent = store.source.get();
  const ran = wait ? engine.start().then(() => store.runState.set("ready")) : engine.run("load");
  // The rest of the page must not hold up the output; nor wait for one that never comes.
  await Promise.race([firstOutput, ran.catch(() => undefined), new Promise((r) => setTimeout(r, 400))]);
  const { startApp } = await import("./app.ts");
  startApp({ wait });
}

void begin();
