// What a session and its worker say to each other.
import type { CheckRequest, CheckResult, Config, Info, Program, Progress, SessionResult, Step, Stopped } from "./types.js";

export type ToWorker =
  | { type: "init"; module: WebAssembly.Module; restUrl: string }
  /** What the host gives: values, and names of functions. For requests that come later. */
  | { type: "given"; gifts: { module: string | undefined; name: string; value: unknown; calls: boolean }[] }
  /** What a function of the host gave or threw. */
  | { type: "answer"; call: number; value: unknown }
  | { type: "threw"; call: number; name: string; message: string }
  | {
      type: "run"; id: number; request: Program & { config?: Config; inspect?: boolean }; progress: boolean; output: boolean;
      /** To be run line by line. */
      steps: { step: Step; breakpoints: number[] } | null;
    }
  /** What is next for the program that is run line by line. */
  | { type: "step"; step: Step }
  | { type: "breakpoints"; lines: number[] }
  | { type: "check"; id: number; request: CheckRequest }
  | { type: "stop" }
  /** Breaks the VM on purpose. */
  | { type: "drill" };

export type FromWorker =
  | { type: "ready"; info: Info }
  | { type: "output"; id: number; text: string }
  /** A function of the host is called. */
  | { type: "call"; call: number; which: number; args: unknown[] }
  | { type: "progress"; id: number; progress: Progress }
  | { type: "stopped"; id: number; stopped: Stopped }
  | { type: "taken"; id: number; lines: number[] }
  | { type: "ran"; id: number; result: SessionResult }
  | { type: "checked"; id: number; result: CheckResult }
  /** A request that could not even be tried: a malformed configuration, say. */
  | { type: "refused"; id: number; name: string; message: string }
  | { type: "recovered"; message: string }
  /** The worker cannot work at all. */
  | { type: "dead"; message: string };
