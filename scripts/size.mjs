// What a host downloads for the VM, gzipped: what it needs before programs run, which is
// the first part of the wasm module and the JS, for a session in a worker or for a VM in
// the page's own thread, and the rest of the module, which comes after. The plain
// interpreter is not part of either: it is fetched when a benchmark asks for it.
//   npm run size -- --jit     also builds the module without the compiler to machine code
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build, buildModule } from "./build.mjs";
import { dist, main, root } from "./lib.mjs";

/** Both languages, before their programs run. */
const FIRST = ["worker.js", "vm.js"].map((name) => ({ files: ["glassbox_bg.wasm", "index.js", name], limit: 400 * 1000 }));
const REST = { files: ["glassbox_rest_bg.wasm"], limit: 760 * 1000 };
/** What the compiler to machine code may add to the module. */
const JIT_LIMIT = 80 * 1000;

const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;

function measured({ files, limit }) {
  const rows = files.map((name) => ({ name, raw: readFileSync(join(dist, name)).length, gzip: gzipped(join(dist, name)) }));
  return { rows, total: rows.reduce((sum, row) => sum + row.gzip, 0), limit };
}

/** Builds the module without the compiler, and says what that adds. */
async function jit() {
  await buildModule("wasm-without-jit", ["--no-default-features"]);
  const [all, without] = ["wasm-pkg", "wasm-without-jit"].map((folder) => gzipped(join(root, "target", folder, "whole.wasm")));
  console.log(`${"compiler alone".padEnd(24)} ${"".padStart(8)} ${String(all - without).padStart(8)} of ${JIT_LIMIT} allowed`);
  if (all - without > JIT_LIMIT) process.exitCode = 1;
}

/** Sizes of what comes first, for a session and for a VM of the thread, and of the rest. */
export const sizes = () => [...FIRST, REST].map(measured);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await build("npm");
    for (const { rows, total, limit } of sizes()) {
      for (const { name, raw, gzip } of rows) console.log(`${name.padEnd(24)} ${String(raw).padStart(8)} ${String(gzip).padStart(8)} gzipped`);
      console.log(`${"together".padEnd(24)} ${"".padStart(8)} ${String(total).padStart(8)} of ${limit} allowed`);
      if (total > limit) process.exitCode = 1;
    }
    if (process.argv.includes("--jit")) await jit();
  });
}
