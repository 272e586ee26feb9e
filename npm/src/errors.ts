// What is thrown to hosts.
import type { Diagnostic } from "./types.js";

/** The VM broke: a fault of Glassbox itself, not of the program it ran. */
export class TrapError extends Error {
  override name = "TrapError";
}

/** The program was not compiled; `diagnostics` says why. */
export class LoadError extends Error {
  override name = "LoadError";
  constructor(readonly diagnostics: Diagnostic[]) {
    super(diagnostics[0]?.message ?? "the program could not be compiled");
  }
}

/** A program that `run` ran failed, or was not compiled. */
export class ProgramError extends Error {
  override name = "ProgramError";
  /** As in the first diagnostic: "type", "fuel", "uncaught", ... */
  readonly code: string;
  /** All of it as text, as the language writes it. */
  readonly traceback: string;
  constructor(readonly diagnostics: Diagnostic[], readonly output: string) {
    const [first] = diagnostics;
    super(first?.message ?? "the program failed");
    this.code = first?.code ?? "internal";
    this.traceback = first?.traceback ?? diagnostics.map((d) => `${d.severity}: ${d.message}`).join("\n");
  }
  /** The class of the exception that a program of Python did not catch. */
  get exception(): string | null {
    return /^(?:[\w.]+)(?=: |$)/.exec(this.message)?.[0] ?? null;
  }
}
