import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";

/**
 * Starts the worker and the compilation of the wasm module while the page is
 * still being read. Servers that send no wasm type get the slower way.
 */
function early(worker: string, wasm: string, rest: string): string {
  return `
      (() => {
        const module = fetch("./${wasm}").then((r) => {
          if (!r.ok) throw new Error("the wasm module could not be fetched: " + r.status);
          const typed = r.headers.get("content-type")?.startsWith("application/wasm");
          return typed ? WebAssembly.compileStreaming(r) : r.arrayBuffer().then((b) => WebAssembly.compile(b));
        });
        const worker = new Worker("./${worker}", { type: "module" });
        const begun = new Promise((resolve) => (worker.onmessage = (e) => resolve(e.data)));
        worker.onerror = () => delete self.glassboxEarly;
        // Who waits for the module hears of a failure; until then nobody does.
        module.then((m) => worker.postMessage({ type: "init", module: m, restUrl: new URL("./${rest}", location.href).href }), () => {});
        self.glassboxEarly = { worker, module, begun };
      })();
    `;
}

/**
 * Tells the browser about files the entry needs next (the font and the panes'
 * chunk), so that they load side by side instead of in a chain.
 */
function hints(): Plugin {
  return {
    name: "glassbox-hints",
    apply: "build",
    enforce: "post",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const files = Object.keys(bundle ?? {});
        const tags: HtmlTagDescriptor[] = [];
        const add = (attrs: Record<string, string | boolean>) => tags.push({ tag: "link", attrs, injectTo: "head" });
        for (const file of files) {
          const href = `./${file}`;
          const chunk = bundle?.[file];
          // Fetched but not read yet: what the first output needs comes first.
          if (chunk?.type === "chunk" && chunk.name === "app") add({ rel: "preload", as: "script", crossorigin: true, fetchpriority: "low", href });
          else if (/latin-400-normal.*\.woff2$/.test(file)) add({ rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href });
        }
        const worker = files.find((f) => /worker-.*\.js$/.test(f));
        const wasm = files.find((f) => /glassbox_bg-.*\.wasm$/.test(f));
        const rest = files.find((f) => /glassbox_rest_bg-.*\.wasm$/.test(f));
        if (!worker || !wasm || !rest) throw new Error("the bundle has no worker or no wasm module");
        // Before the style sheet: a script after it would wait for it.
        tags.unshift({ tag: "script", injectTo: "head-prepend", children: early(worker, wasm, rest) });
        return tags;
      },
    },
  };
}

export default defineConfig({
  root: "www",
  base: "./",
  publicDir: "public",
  server: { fs: { allow: [".."] } },
  // Its worker and its wasm module are found from its own address.
  optimizeDeps: { exclude: ["glassbox"] },
  worker: { format: "es" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  plugins: [hints()],
});
