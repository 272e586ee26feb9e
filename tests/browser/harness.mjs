// A static server on this machine and the system's Chromium, for the tests in
// this folder. No build tool serves here: what is tested is what is published.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { findBrowser, root } from "../../scripts/lib.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2",
  ".png": "image/png", ".txt": "text/plain; charset=utf-8", ".scm": "text/plain; charset=utf-8",
};

/**
 * Serves folders, given by the path they appear at; `extra` gives the text of
 * pages that are not files. Files are packed once, so that serving costs no
 * time that would be measured.
 */
export async function serve(folders, extra = {}, { cache = "no-cache" } = {}) {
  const mounts = Object.entries(typeof folders === "string" ? { "/": folders } : folders);
  const packed = new Map();
  const find = (path) => {
    for (const [prefix, folder] of mounts) {
      if (!path.startsWith(prefix)) continue;
      let file = normalize(join(folder, path.slice(prefix.length)));
      if (!file.startsWith(normalize(folder))) continue;
      if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
      if (existsSync(file)) return file;
    }
    return null;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = path in extra ? null : find(path);
    if (!(path in extra) && !file) {
      response.writeHead(404);
      return response.end("not found");
    }
    if (!packed.has(path)) {
      const type = TYPES[extname(file ?? path)] ?? (file ? "application/octet-stream" : TYPES[".html"]);
      const plain = file ? readFileSync(file) : Buffer.from(extra[path]);
      packed.set(path, { type, plain, small: /woff2|png/.test(type) ? null : gzipSync(plain, { level: 9 }) });
    }
    const { type, plain, small } = packed.get(path);
    const body = small && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") ? small : plain;
    response.writeHead(200, {
      "content-type": type, "content-length": body.length, "cache-control": cache, ...(body === small && { "content-encoding": "gzip" }),
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

/** A browser with a profile of its own, which is deleted afterwards. */
export async function launch({ flags = [], ...options } = {}) {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error("no Chromium or Chrome was found; set CHROME_PATH");
  const profile = mkdtempSync(join(tmpdir(), "glassbox-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, viewport: { width: 1440, height: 900 }, ...options,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", ...flags,
    ],
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A new page that remembers everything it complained of. */
export async function open(context, url) {
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`request failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  if (url) await page.goto(url);
  return { page, problems };
}

export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted.length % 2 ? sorted[(sorted.length - 1) / 2] : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
};

export { root };
