// `npm start`: builds what is out of date, serves the playground, opens it.
//   npm start -- --port 8080 --no-open --dev     (dev: rebuilds the page as its sources change)
import { join } from "node:path";
import { build } from "./build.mjs";
import { main, root } from "./lib.mjs";

const args = process.argv.slice(2);
const value = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const screen = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;

await main(async () => {
  const dev = args.includes("--dev");
  await build(dev ? "npm" : "page");
  // Vite is there only now, on a fresh clone.
  const vite = await import("vite");
  // A root given here wins over the configuration's, so it must be the same.
  const [www, configFile] = [join(root, "www"), join(root, "vite.config.ts")];
  const port = Number(value("--port") ?? 5173);
  const open = Boolean(screen) && !args.includes("--no-open");
  const server = dev
    ? await (await vite.createServer({ root: www, configFile, server: { port, open } })).listen()
    : await vite.preview({ root: www, configFile, preview: { port, open } });
  console.log(`\nThe playground is at ${server.resolvedUrls.local[0]}  (Ctrl+C ends it)`);
});
