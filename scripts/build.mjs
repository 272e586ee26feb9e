// Builds the wasm module, the npm package around it and the page.
//   node scripts/build.mjs [wasm|npm|page]     only up to there
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { factory } from "./glue.mjs";
import {
  Stop, capture, dist, ensureNpm, ensureRust, ensureWasmTools, fingerprint, lockedVersion, main, root, run, step, unlessDone,
} from "./lib.mjs";

/** What `rustc` may emit for this target, and nothing more: tail calls and threads stay out. */
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
/** Measured: see docs/notes/browser.md. */
const OPTIMISE = "-O3";

const wasmInputs = ["src", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo", "build.rs", "scripts/build.mjs", "scripts/glue.mjs"];

async function buildWasm() {
  const out = join(root, "target", "wasm-pkg");
  const wasm = join(dist, "glassbox_bg.wasm");
  const glue = join(out, "glue.js");
  const print = fingerprint(wasmInputs, `${lockedVersion("wasm-bindgen")} ${capture("rustc", ["--version"])}`);
  await unlessDone(join(root, "target", "stamps", "wasm"), print, [wasm, glue], async () => {
    await ensureWasmTools();
    await step("wasm module (wasm-pack)", () => {
      // Paths of this machine stay out of what is published.
      const home = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
      const remap = [[join(home, "registry", "src"), "crates"], [root, "."]].map(([a, b]) => `"--remap-path-prefix=${a}=${b}"`);
      return run("wasm-pack", [
        "build", "--target", "web", "--mode", "no-install", "--profile", "wasm", "--no-opt", "--no-pack", "--no-gitignore",
        "--out-dir", "target/wasm-pkg", "--out-name", "glassbox", ".",
        "--config", `target.wasm32-unknown-unknown.rustflags=[${remap.join(",")}]`, "--locked",
      ], { quiet: true, label: "wasm-pack" });
    });
    mkdirSync(dist, { recursive: true });
    await step("wasm-opt", () => run(process.execPath, [
      join(root, "node_modules", "binaryen", "bin", "wasm-opt"), join(out, "glassbox_bg.wasm"), "-o", wasm, OPTIMISE,
      "--mvp-features", ...FEATURES.map((f) => `--enable-${f}`), "--strip-debug", "--strip-producers",
    ], { quiet: true, label: "wasm-opt" }));
    writeFileSync(glue, factory(readFileSync(join(out, "glassbox.js"), "utf8"), statSync(wasm).size));
  });
}

/**
 * Two files without imports, one for the page and one for the worker: a browser
 * would fetch every further level of imports only after it has read the last.
 */
async function bundle() {
  const { rolldown } = await import("rolldown");
  const glue = { name: "glue", resolveId: (id) => (id === "./glue.js" ? join(root, "target", "wasm-pkg", "glue.js") : null) };
  for (const entry of ["index", "worker"]) {
    const made = await rolldown({ input: join(root, "npm", "src", `${entry}.ts`), plugins: [glue], tsconfig: false });
    await made.write({ file: join(dist, `${entry}.js`), format: "esm", comments: false });
    await made.close();
  }
}

async function buildNpm() {
  const print = fingerprint(["npm/src", "npm/tsconfig.json", "package-lock.json", "target/wasm-pkg/glue.js", "scripts/build.mjs"]);
  await unlessDone(join(root, "target", "stamps", "npm"), print, [join(dist, "index.js"), join(dist, "worker.js")], () =>
    step("npm package", async () => {
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      await run(process.execPath, [tsc, "-p", "npm", "--emitDeclarationOnly"], { quiet: true, label: "tsc" });
      copyFileSync(join(root, "npm", "src", "glue.d.ts"), join(dist, "glue.d.ts"));
      await bundle();
    }));
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE"])
    if (existsSync(join(root, file))) copyFileSync(join(root, file), join(root, "npm", file));
}

async function buildPage() {
  if (!existsSync(join(root, "vite.config.ts"))) throw new Stop("there is no page to build (vite.config.ts)");
  const print = fingerprint(["www", "vite.config.ts", "package-lock.json"], fingerprint(["npm/src", ...wasmInputs]));
  await unlessDone(join(root, "target", "stamps", "page"), print, [join(root, "www", "dist", "index.html")], () =>
    step("page (vite)", () =>
      run(process.execPath, [join(root, "node_modules", "vite", "bin", "vite.js"), "build"], { quiet: true, label: "vite" })));
}

/** Builds what is out of date, up to `last`. */
export async function build(last = "page") {
  await ensureNpm();
  await ensureRust();
  await buildWasm();
  if (last === "wasm") return;
  await buildNpm();
  if (last === "npm") return;
  await buildPage();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await build(process.argv[2]);
    console.log("built: npm/dist" + (existsSync(join(root, "www", "dist")) ? ", www/dist" : ""));
  });
}
