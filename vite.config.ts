import { defineConfig, type Plugin } from "vite";

/**
 * Tells the browser about files the entry needs next (worker, wasm, the font
 * and the panes' chunk), so that they load side by side instead of in a chain.
 */
function hints(): Plugin {
  return {
    name: "glassbox-hints",
    apply: "build",
    enforce: "post",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const tags: { tag: string; attrs: Record<string, string | boolean>; injectTo: "head" }[] = [];
        const add = (attrs: Record<string, string | boolean>) => tags.push({ tag: "link", attrs, injectTo: "head" });
        for (const file of Object.keys(bundle ?? {})) {
          const href = `./${file}`;
          const chunk = bundle?.[file];
          if (chunk?.type === "chunk" && chunk.name === "app") add({ rel: "modulepreload", href });
          else if (/\.wasm$/.test(file)) add({ rel: "preload", as: "fetch", type: "application/wasm", crossorigin: true, href });
          else if (/latin-400-normal.*\.woff2$/.test(file)) add({ rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href });
        }
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
