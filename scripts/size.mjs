// What a host downloads for the VM, gzipped: the wasm module and all of its JS; and what
// it downloads besides for programs of Python, when there is one. The plain interpreter
// is not part of either: it is fetched when a benchmark asks for it.
//   npm run size -- --jit     also builds the module without the compiler to machine code
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build, buildModule } from "./build.mjs";
import { dist, main, root } from "./lib.mjs";

export const LIMIT = 450 * 1000;
/** The module with both languages and its JS. The aim is 400 KB with all of the JS. */
export const PYTHON_LIMIT = 925 * 1000;
/** What the compiler to machine code may add to the module. */
const JIT_LIMIT = 80 * 1000;
const files = ["glassbox_bg.wasm", "index.js", "worker.js"];
const pythonFiles = ["glassbox_python_bg.wasm", "python.js"];

function measured(files, limit) {
  const rows = files.map((name) => {
    const bytes = readFileSync(join(dist, name));
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
  return { rows, total: rows.reduce((sum, row) => sum + row.gzip, 0), limit };
}

/** Builds the module without the compiler, and says what that adds. */
async function jit() {
  const folder = join(root, "target", "wasm-without-jit");
  await buildModule("without_jit", "wasm-without-jit", ["--no-default-features"], folder);
  const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
  const adds = gzipped(join(dist, "glassbox_bg.wasm")) - gzipped(join(folder, "without_jit_bg.wasm"));
  console.log(`${"compiler alone".padEnd(24)} ${"".padStart(8)} ${String(adds).padStart(8)} of ${JIT_LIMIT} allowed`);
  if (adds > JIT_LIMIT) process.exitCode = 1;
}

export const sizes = () => measured(files, LIMIT);
export const pythonSizes = () => measured(pythonFiles, PYTHON_LIMIT);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await build("npm");
    for (const { rows, total, limit } of [sizes(), pythonSizes()]) {
      for (const { name, raw, gzip } of rows) console.log(`${name.padEnd(24)} ${String(raw).padStart(8)} ${String(gzip).padStart(8)} gzipped`);
      console.log(`${"together".padEnd(24)} ${"".padStart(8)} ${String(total).padStart(8)} of ${limit} allowed`);
      if (total > limit) process.exitCode = 1;
    }
    if (process.argv.includes("--jit")) await jit();
  });
}
