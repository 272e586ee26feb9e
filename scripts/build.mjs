// Builds the wasm module, the npm package around it and the page.
//   node scripts/build.mjs [wasm|npm|page]     only up to there
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { factory, resolveGlue } from "./glue.mjs";
import {
  Stop, capture, dist, ensureNpm, ensureRust, ensureWasmTools, fingerprint, lockedVersion, main, root, run, step, unlessDone,
} from "./lib.mjs";
import { nameByLikeness } from "./order.mjs";

/** What `rustc` may emit for this target, and nothing more: tail calls and threads stay out. */
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
/** Measured: see docs/notes/size.md. */
const OPTIMISE = [
  "-O3", "-O3",
  // A function that is inlined where it is called once makes its caller long, with
  // many locals, and that packs worse: 5 % after gzip, with no gain in speed.
  "--one-caller-inline-max-function-size=0",
  // The stack comes first in memory, so that nothing valid is in the first kilobyte.
  "--low-memory-unused",
];

const wasmInputs = ["src", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo", "build.rs", "scripts/build.mjs", "scripts/glue.mjs", "scripts/order.mjs"];

/**
 * The VM with the Lisp; and in modules that are loaded only when asked for, the VM with
 * Python too, and the plain interpreter.
 */
async function buildWasm() {
  await buildModule("glassbox", "wasm-pkg", []);
  await buildModule("glassbox_python", "wasm-python", ["--features", "python"]);
  await buildModule("glassbox_baseline", "wasm-baseline", ["--features", "wasm-baseline"]);
}

export async function buildModule(name, folder, features, to = dist) {
  const out = join(root, "target", folder);
  const wasm = join(to, `${name}_bg.wasm`);
  const glue = join(out, "glue.js");
  const print = fingerprint(wasmInputs, `${lockedVersion("wasm-bindgen")} ${capture("rustc", ["--version"])}`);
  await unlessDone(join(root, "target", "stamps", folder), print, [wasm, glue], async () => {
    await ensureWasmTools();
    await step(`${name}: wasm module (wasm-pack)`, () => {
      // Paths of this machine stay out of what is published.
      const home = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
      const remap = [[join(home, "registry", "src"), "crates"], [root, "."]].map(([a, b]) => `"--remap-path-prefix=${a}=${b}"`);
      return run("wasm-pack", [
        "build", "--target", "web", "--mode", "no-install", "--profile", "wasm", "--no-opt", "--no-pack", "--no-gitignore",
        "--out-dir", `target/${folder}`, "--out-name", "glassbox", ".", ...features,
        "--config", `target.wasm32-unknown-unknown.rustflags=[${remap.join(",")}]`, "--locked",
      ], { quiet: true, label: "wasm-pack" });
    });
    mkdirSync(to, { recursive: true });
    await step(`${name}: wasm-opt`, async () => {
      const optimise = (from, to, ...passes) => run(process.execPath, [
        join(root, "node_modules", "binaryen", "bin", "wasm-opt"), from, "-o", to,
        "--mvp-features", ...FEATURES.map((f) => `--enable-${f}`), ...passes, "--strip-debug", "--strip-producers", "--strip-target-features",
      ], { quiet: true, label: "wasm-opt" });
      const small = join(out, "small.wasm"), named = join(out, "named.wasm");
      await optimise(join(out, "glassbox_bg.wasm"), small, ...OPTIMISE);
      // Functions that look alike side by side: 3 % after gzip.
      nameByLikeness(small, named);
      await optimise(named, wasm, "--reorder-functions-by-name");
    });
    writeFileSync(glue, factory(readFileSync(join(out, "glassbox.js"), "utf8"), statSync(wasm).size));
  });
}

/**
 * Two files without imports, one for the page and one for the worker: a browser
 * would fetch every further level of imports only after it has read the last.
 */
async function bundle() {
  const { rolldown } = await import("rolldown");
  for (const entry of ["index", "worker", "python", "baseline"]) {
    const made = await rolldown({
      input: join(root, "npm", "src", `${entry}.ts`), plugins: [resolveGlue(root)], external: ["./baseline.js", "./python.js"], tsconfig: false,
    });
    const { output } = await made.generate({ format: "esm", minify: { compress: true, mangle: true, codegen: true } });
    // Other bundlers know addresses of files by plain quotes only.
    writeFileSync(join(dist, `${entry}.js`), output[0].code.replace(/new URL\(`([^`$]+)`/g, 'new URL("$1"'));
    await made.close();
  }
}

async function buildNpm() {
  const print = fingerprint(["npm/src", "npm/tsconfig.json", "package-lock.json", "target/wasm-pkg/glue.js", "target/wasm-python/glue.js", "target/wasm-baseline/glue.js", "scripts"]);
  await unlessDone(join(root, "target", "stamps", "npm"), print, [join(dist, "index.js"), join(dist, "worker.js"), join(dist, "python.js"), join(dist, "baseline.js")], () =>
    step("npm package", async () => {
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      await run(process.execPath, [tsc, "-p", "npm", "--emitDeclarationOnly"], { quiet: true, label: "tsc" });
      for (const name of ["glue.d.ts", "python-glue.d.ts", "baseline-glue.d.ts"]) copyFileSync(join(root, "npm", "src", name), join(dist, name));
      await bundle();
    }));
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE"])
    if (existsSync(join(root, file))) copyFileSync(join(root, file), join(root, "npm", file));
}

async function buildPage() {
  if (!existsSync(join(root, "vite.config.ts"))) throw new Stop("there is no page to build (vite.config.ts)");
  const print = fingerprint(["www", "examples", "benches", "vite.config.ts", "package-lock.json"], fingerprint(["npm/src", ...wasmInputs]));
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
