// Writes npm/src/tables.gen.ts: what Rust's tables say, as TypeScript.
//   npm run tables            writes it
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { main, root } from "./lib.mjs";

export const file = join(root, "npm", "src", "tables.gen.ts");

const union = (names) => names.map((n) => `\n  | ${JSON.stringify(n)}`).join("");

/** The text of the file for a build's `info`. */
export function tables(info) {
  return `// Made by \`npm run tables\` from the tables in Rust; do not edit.

/** Names of operations, in the order of their numbers. */
export type OpName =${union(info.ops.map((op) => op.name))};

/** Number of each operation, as in \`InsnView.op\`. */
export const OP: Readonly<Record<OpName, number>> = {
${info.ops.map((op) => `  ${/^\w+$/.test(op.name) ? op.name : JSON.stringify(op.name)}: ${op.op},`).join("\n")}
};

/** Names of the optimisations that can be switched off. */
export type OptimisationName =${union(info.optimisations.map((o) => o.name))};

/** Codes of diagnostics. */
export type DiagnosticCode =${union(info.codes)};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await build("npm");
    const { createVm } = await import("glassbox");
    const text = tables((await createVm()).info);
    const old = (() => { try { return readFileSync(file, "utf8"); } catch { return ""; } })();
    if (text !== old) writeFileSync(file, text);
    console.log(text === old ? "tables.gen.ts is current" : "tables.gen.ts was written");
  });
}
