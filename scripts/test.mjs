// `npm test`: everything. Installs what is missing, goes on after a failure,
// ends with one line that counts.
//   npm test -- rust | wasm | page        only these
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run as runTests } from "node:test";
import { build } from "./build.mjs";
import { Stop, ensureBrowser, ensureNpm, ensureRust, ensureWasmTools, root, run, seconds } from "./lib.mjs";

const only = process.argv.slice(2);
const wanted = (part) => only.length === 0 || only.includes(part);
const began = Date.now();
let passed = 0;
const failures = [];

/** One check: a step that holds or fails, counting as one unless it counts by itself. */
async function check(title, work) {
  console.log(`\n· ${title}`);
  const begin = Date.now();
  try {
    const count = await work();
    passed += count?.passed ?? 1;
    for (const name of count?.failed ?? []) failures.push(`${title}: ${name}`);
    console.log(`    ${count ? `${count.passed} passed, ${count.failed.length} failed, ` : ""}${seconds(Date.now() - begin)}`);
    return true;
  } catch (error) {
    failures.push(`${title}: ${error instanceof Stop ? error.message : error.stack}`);
    console.log(`    FAILED: ${error.message}`);
    return false;
  }
}

const cargo = (...args) => run("cargo", args, { quiet: true, label: `cargo ${args[0]}` });

/** Runs cargo's tests and counts them. */
async function cargoTest(...args) {
  let output = "";
  let broken = null;
  try {
    output = await run("cargo", ["test", "--no-fail-fast", ...args], { quiet: true, label: "cargo test", onText: (t) => (output += t) });
  } catch (error) {
    broken = error;
  }
  const count = [...output.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed/gm)];
  const failed = [...output.matchAll(/^test (.+?) \.\.\. FAILED/gm)].map((m) => m[1]);
  if (broken && failed.length === 0) throw broken;
  return { passed: count.reduce((sum, m) => sum + Number(m[1]), 0), failed };
}

/** Runs the node tests of a folder, one file at a time, and counts them. */
async function nodeTests(folder) {
  const files = readdirSync(join(root, folder)).filter((f) => f.endsWith(".test.mjs")).sort().map((f) => join(root, folder, f));
  const count = { passed: 0, failed: [] };
  await new Promise((resolve, reject) => {
    const stream = runTests({ files, concurrency: 1 });
    const indent = (data) => "    " + "  ".repeat(data.nesting);
    stream.on("test:pass", (data) => {
      if (data.details.type === "suite") return;
      if (data.skip !== undefined) return void console.log(`${indent(data)}- ${data.name} (skipped: ${data.skip || "no reason given"})`);
      count.passed++;
      console.log(`${indent(data)}✓ ${data.name} (${seconds(data.details.duration_ms)})`);
    });
    stream.on("test:fail", (data) => {
      // A suite or file that fails because a test in it did is not one more failure.
      const cause = data.details.error;
      if (cause?.failureType === "subtestsFailed") return;
      count.failed.push(data.name);
      console.log(`${indent(data)}✗ ${data.name}\n${String(cause?.cause?.stack ?? cause?.stack ?? cause).replace(/^/gm, "        ")}`);
    });
    stream.on("test:diagnostic", (data) => {
      if (data.nesting > 0 || !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(data.message)) console.log(`      ${data.message}`);
    });
    stream.on("test:stdout", (data) => process.stdout.write(data.message.replace(/^(?=.)/gm, "      ")));
    stream.on("test:stderr", (data) => process.stderr.write(data.message));
    stream.on("error", reject);
    stream.on("end", resolve);
    stream.resume();
  });
  return count;
}

const ready = await check("what the tests need", async () => {
  await ensureNpm();
  await ensureRust();
  await ensureWasmTools();
  if (wanted("page")) process.env.CHROME_PATH = await ensureBrowser();
});

if (ready) {
  if (wanted("rust")) {
    await check("cargo fmt --check", () => cargo("fmt", "--check").then(() => undefined));
    await check("clippy", () => cargo("clippy", "--locked", "--all-targets", "--", "-D", "warnings").then(() => undefined));
    await check("clippy for wasm32", () =>
      cargo("clippy", "--locked", "--lib", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings").then(() => undefined));
    await check("cargo test", () => cargoTest("--locked"));
    // Tests that hold only in optimised code live in one file: stack growth, allocation, speed.
    if (existsSync(join(root, "tests", "figures.rs")))
      await check("cargo test --release --test figures", () => cargoTest("--locked", "--release", "--test", "figures"));
  }
  if (wanted("wasm") || wanted("page")) {
    const built = await check("the build", () => build(wanted("page") ? "page" : "npm").then(() => undefined));
    await check("types of the page", async () => {
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      for (const project of ["npm", "www"])
        if (existsSync(join(root, project, "tsconfig.json"))) await run(process.execPath, [tsc, "--noEmit", "-p", project], { quiet: true, label: "tsc" });
    });
    if (built && wanted("wasm")) await check("package in Node", () => nodeTests("tests/wasm"));
    if (built && wanted("page")) await check("page in Chromium", () => nodeTests("tests/browser"));
  }
}

console.log(`\n${seconds(Date.now() - began)} in all`);
if (failures.length > 0) console.log(`\nfailed:\n${failures.map((f) => `  ${f}`).join("\n")}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);
