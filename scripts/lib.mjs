// What the build, start and test scripts share. Plain Node: these run before
// `npm ci` has put anything into node_modules.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const dist = join(root, "npm", "dist");
const windows = process.platform === "win32";
const cargoBin = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "bin");
const localTools = join(root, "target", "tools");

/** Tools are looked for here first; cargo's own folder is often not on a fresh shell's path. */
process.env.PATH = [join(localTools, "bin"), process.env.PATH, cargoBin].join(delimiter);

/** A failure whose message is all there is to say. */
export class Stop extends Error {}

export const seconds = (ms) => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

/** The output of a command, or null if it cannot run or fails. */
export function capture(command, args, options = {}) {
  const r = spawnSync(command, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], ...options });
  return r.status === 0 ? r.stdout.trim() : null;
}

/**
 * Runs a command to its end. `quiet` keeps its output back unless it fails, and
 * says every 15 seconds that it is still at it.
 */
export function run(command, args, { quiet = false, env, cwd = root, label = command, onText } = {}) {
  return new Promise((resolve, reject) => {
    const begin = Date.now();
    const piped = quiet || onText !== undefined;
    const child = spawn(command, args, {
      cwd, env: { ...process.env, ...env }, shell: windows && command === "npm",
      stdio: ["ignore", piped ? "pipe" : "inherit", piped ? "pipe" : "inherit"],
    });
    const held = [];
    const take = (stream) => (chunk) => {
      held.push(chunk);
      onText?.(chunk.toString());
      if (!quiet) stream.write(chunk);
    };
    child.stdout?.on("data", take(process.stdout));
    child.stderr?.on("data", take(process.stderr));
    const timer = setInterval(() => console.log(`    … ${label}, ${seconds(Date.now() - begin)} so far`), 15_000);
    child.on("error", (error) => {
      clearInterval(timer);
      reject(new Stop(`${command} cannot be run: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      clearInterval(timer);
      const output = Buffer.concat(held).toString();
      if (code === 0) return resolve(output);
      if (quiet) process.stdout.write(output);
      reject(new Stop(`${label} failed (${signal ?? `exit ${code}`})`));
    });
  });
}

/** One step with its title and time. */
export async function step(title, work) {
  const begin = Date.now();
  console.log(`· ${title}`);
  const result = await work();
  const took = Date.now() - begin;
  if (took > 2000) console.log(`    done in ${seconds(took)}`);
  return result;
}

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === "node_modules" || entry.name === "dist" || entry.name === "target") continue;
    yield* filesUnder(join(path, entry.name));
  }
}

/** A fingerprint of files and folders, and of anything else given as text. */
export function fingerprint(paths, extra = "") {
  const hash = createHash("sha256").update(extra);
  for (const path of paths)
    for (const file of filesUnder(join(root, path)))
      hash.update(relative(root, file).split(sep).join("/")).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

/** Does `work` unless it was done for this fingerprint before and what it made is still there. */
export async function unlessDone(stampFile, print, made, work) {
  const done = existsSync(stampFile) && readFileSync(stampFile, "utf8") === print && made.every((f) => existsSync(f));
  if (done) return false;
  await work();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, print);
  return true;
}

/** Installs the npm packages the lock file names, unless that was done. */
export async function ensureNpm() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Stop(`Node 20.19 or newer is needed; this is ${process.version}.`);
  const stamp = join(root, "node_modules", ".glassbox-stamp");
  await unlessDone(stamp, fingerprint(["package-lock.json", "package.json", "npm/package.json"]), [], () =>
    step("npm packages", () => run("npm", ["ci", "--no-audit", "--no-fund"], { quiet: true, label: "npm ci" })));
}

export async function ensureRust() {
  if (!capture("cargo", ["--version"]))
    throw new Stop("Rust is needed and was not found: install it from https://rustup.rs and try again.");
  const sysroot = capture("rustc", ["--print", "sysroot"]);
  if (sysroot && existsSync(join(sysroot, "lib", "rustlib", "wasm32-unknown-unknown"))) return;
  if (!capture("rustup", ["--version"]))
    throw new Stop("The wasm32-unknown-unknown target of Rust is needed and rustup is not there to add it.");
  // The toolchain file names toolchain, components and targets; this installs what is missing of them.
  await step("Rust toolchain and its wasm32 target", async () => {
    if (capture("rustup", ["toolchain", "install"]) === null)
      await run("rustup", ["target", "add", "wasm32-unknown-unknown"], { quiet: true, label: "rustup" });
  });
}

/** The version of a crate in Cargo.lock. */
export function lockedVersion(crate) {
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const found = lock.match(new RegExp(`name = "${crate}"\\nversion = "([^"]+)"`));
  if (!found) throw new Stop(`Cargo.lock does not name ${crate}.`);
  return found[1];
}

const versionOf = (tool) => capture(tool, ["--version"])?.split(/\s+/)[1] ?? null;

/**
 * Has cargo build a tool if it is missing. Another version that is installed
 * already is left alone: ours then goes into target/tools.
 */
async function ensureTool(tool, crate, version) {
  const present = versionOf(tool);
  if (present && (!version || present === version)) return;
  const args = ["install", crate, ...(version ? ["--version", version] : []), ...(present ? ["--root", localTools] : [])];
  await step(`${crate}${version ? ` ${version}` : ""}, built by cargo (once, a few minutes)`, async () => {
    try {
      await run("cargo", [...args, "--locked"], { quiet: true, label: `cargo install ${crate}` });
    } catch {
      // Registries that hold back new releases lack some locked version; cargo then chooses others.
      console.log("    its lock file cannot be satisfied here; trying without");
      await run("cargo", args, { quiet: true, label: `cargo install ${crate}` });
    }
  });
  const got = versionOf(tool);
  if (!got || (version && got !== version)) throw new Stop(`${tool} ${version ?? ""} was installed but is not found.`);
}

export async function ensureWasmTools() {
  await ensureTool("wasm-pack", "wasm-pack");
  await ensureTool("wasm-bindgen", "wasm-bindgen-cli", lockedVersion("wasm-bindgen"));
}

/** The system's Chromium or Chrome, or null. */
export function findBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const known = windows
    ? ["C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"]
    : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
       "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];
  return known.find((path) => existsSync(path)) ?? capture("which", ["chromium"]) ?? capture("which", ["google-chrome"]);
}

/** A browser for the page tests; on Debian and Ubuntu it is installed if there is none. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.platform === "linux" && capture("apt-get", ["--version"])) {
    const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
    const apt = (...args) => {
      const [command, ...rest] = [...sudo, "apt-get", ...args];
      return run(command, rest, { quiet: true, label: "apt-get", env: { DEBIAN_FRONTEND: "noninteractive" } });
    };
    await step("Chromium, by apt-get (once)", async () => {
      await apt("update");
      await apt("install", "-y", "--no-install-recommends", "chromium");
    });
  }
  const now = findBrowser();
  if (!now) throw new Stop("No Chromium or Chrome was found: install one, or set CHROME_PATH.");
  return now;
}

/** Runs a script's main function; a known failure prints its sentence only. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
