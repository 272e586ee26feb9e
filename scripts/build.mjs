// Builds the wasm module, the npm package around it and the page.
//   node scripts/build.mjs [wasm|npm|page]     only up to there
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { textsOfRest } from "./data.mjs";
import { factory, resolveGlue } from "./glue.mjs";
import {
  Stop, capture, dist, ensureNpm, ensureRust, ensureWasmTools, fingerprint, lockedVersion, main, root, run, step, unlessDone,
} from "./lib.mjs";
import { outlined } from "./outline.mjs";
import { split } from "./split.mjs";
import { reached } from "./train.mjs";

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

const wasmInputs = ["src", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo", "build.rs", "scripts/build.mjs"];
/** What else decides how the module is split. */
const splitInputs = ["examples", ...["build", "data", "glue", "order", "outline", "split", "train", "wasm"].map((name) => `scripts/${name}.mjs`)];

/** The VM, and in a module that is loaded only when asked for the plain interpreter. */
async function buildWasm() {
  await buildModule("wasm-pkg", []);
  await splitModule("wasm-pkg", dist);
  await buildModule("wasm-baseline", ["--features", "wasm-baseline"]);
  const out = join(root, "target", "wasm-baseline"), wasm = join(out, "whole.wasm");
  mkdirSync(dist, { recursive: true });
  copyFileSync(wasm, join(dist, "glassbox_baseline_bg.wasm"));
  writeGlue(out, false, { wasmBytes: statSync(wasm).size });
}

/** Builds `target/FOLDER/whole.wasm`, and beside it what wasm-bindgen makes for it and the linker's list of its data. */
export async function buildModule(folder, features) {
  const out = join(root, "target", folder);
  const [wasm, map] = ["whole.wasm", "map.txt"].map((name) => join(out, name));
  const print = fingerprint(wasmInputs, `${lockedVersion("wasm-bindgen")} ${capture("rustc", ["--version"])}`);
  await unlessDone(join(root, "target", "stamps", folder), print, [wasm, map], async () => {
    await ensureWasmTools();
    await step(`${folder}: wasm module (wasm-pack)`, () => {
      // Paths of this machine stay out of what is published.
      const home = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
      const std = join(capture("rustc", ["--print", "sysroot"]) ?? "", "lib", "rustlib", "src", "rust");
      const flags = [[join(home, "registry", "src"), "crates"], [std, "std"], [root, "."]].map(([a, b]) => `"--remap-path-prefix=${a}=${b}"`);
      // The linker makes it no folder.
      mkdirSync(out, { recursive: true });
      flags.push('"-C"', `"link-arg=-Map=${map}"`);
      return run("wasm-pack", [
        "build", "--target", "web", "--mode", "no-install", "--profile", "wasm", "--no-opt", "--no-pack", "--no-gitignore",
        "--out-dir", `target/${folder}`, "--out-name", "glassbox", ".", ...features,
        "--config", `target.wasm32-unknown-unknown.rustflags=[${flags.join(",")}]`, "--locked",
      ], { quiet: true, label: "wasm-pack" });
    });
    await step(`${folder}: wasm-opt`, () => run(process.execPath, [
      join(root, "node_modules", "binaryen", "bin", "wasm-opt"), join(out, "glassbox_bg.wasm"), "-o", wasm,
      "--mvp-features", ...FEATURES.map((f) => `--enable-${f}`), ...OPTIMISE, "--strip-debug", "--strip-producers", "--strip-target-features",
    ], { quiet: true, label: "wasm-opt" }));
  });
}

/** Writes the glue of a module: `sizes` are exported beside what makes an instance. */
function writeGlue(out, split, sizes) {
  const glue = join(out, "glue.mjs");
  const exported = Object.entries(sizes).map(([name, bytes]) => `export const ${name} = ${bytes};\n`);
  writeFileSync(glue, factory(readFileSync(join(out, "glassbox.js"), "utf8"), split) + exported.join(""));
  return glue;
}

/** Splits `target/FOLDER/whole.wasm` in what most programs need and the rest, and writes both to a folder. */
export async function splitModule(folder, to) {
  const out = join(root, "target", folder);
  const paths = ["glassbox_bg.wasm", "glassbox_rest_bg.wasm"].map((name) => join(to, name));
  const print = fingerprint([...splitInputs, `target/${folder}/whole.wasm`]);
  await unlessDone(join(root, "target", "stamps", `${folder}-split`), print, [...paths, join(out, "glue.mjs")], () =>
    step(`${folder}: two parts`, async () => {
      const whole = readFileSync(join(out, "whole.wasm"));
      const { passed, unused } = await reached(whole, writeGlue(out, true, {}));
      const { bytes, reached: keep } = outlined(whole, passed);
      const texts = textsOfRest(bytes, keep, readFileSync(join(out, "map.txt"), "utf8"));
      const { first, rest } = split(bytes, keep, [...unused, ...texts].sort(([a], [b]) => a - b));
      mkdirSync(to, { recursive: true });
      [first, rest].forEach((part, i) => writeFileSync(paths[i], part));
      writeGlue(out, true, { wasmBytes: first.length, restBytes: rest.length });
    }));
}

/**
 * What a page needs is in two files, one for the page and one for the worker, which import nothing at first: a browser
 * would fetch every further level of imports only after it has read the last. A VM in the thread of the page is in a third.
 */
async function bundle() {
  const { rolldown } = await import("rolldown");
  for (const entry of ["index", "worker", "baseline"]) {
    const made = await rolldown({
      input: join(root, "npm", "src", `${entry}.ts`), plugins: [resolveGlue(root)], external: ["./baseline.js"], tsconfig: false,
      // What is also needed by what is imported later stays in the entry.
      preserveEntrySignatures: "allow-extension",
    });
    const { output } = await made.generate({
      format: "esm", chunkFileNames: "[name].js", minify: { compress: true, mangle: true, codegen: true },
    });
    // Other bundlers know addresses of files by plain quotes only.
    for (const { fileName, code } of output) writeFileSync(join(dist, fileName), code.replace(/new URL\(`([^`$]+)`/g, 'new URL("$1"'));
    await made.close();
  }
}

async function buildNpm() {
  const print = fingerprint(["npm/src", "npm/tsconfig.json", "package-lock.json", "target/wasm-pkg/glue.mjs", "target/wasm-baseline/glue.mjs", "scripts"]);
  await unlessDone(join(root, "target", "stamps", "npm"), print, ["index.js", "vm.js", "worker.js", "baseline.js"].map((name) => join(dist, name)), () =>
    step("npm package", async () => {
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      await run(process.execPath, [tsc, "-p", "npm", "--emitDeclarationOnly"], { quiet: true, label: "tsc" });
      for (const name of ["glue.d.ts", "baseline-glue.d.ts"]) copyFileSync(join(root, "npm", "src", name), join(dist, name));
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
