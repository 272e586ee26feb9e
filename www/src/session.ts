// The VM, in its worker.
import type { Config, Diagnostic, DispatchName, Inspection, Language, OpView, OptView, RunResult, Stats } from "../../npm/src/types.ts";
import { createSession } from "./mock-session.ts";

export interface RunRequest {
  language: Language;
  source: string;
  name?: string;
  config?: Config;
  inspect?: boolean;
  onOutput?(text: string): void;
  onProgress?(p: { ms: number; stats: Stats; inspection?: Inspection }): void;
}

export interface Session {
  info: { version: string; optimisations: OptView[]; ops: OpView[]; dispatch: DispatchName[]; languages: Language[]; wasmBytes: number };
  run(req: RunRequest): Promise<RunResult & { stopped: boolean; recovered: boolean; inspection?: Inspection }>;
  check(req: { language: Language; source: string; name?: string; config?: Config }): Promise<{ diagnostics: Diagnostic[]; inspection?: Inspection }>;
  stop(): void;
  dispose(): void;
  onRecovered?: (message: string) => void;
}

export function openSession(): Promise<Session> {
  return createSession();
}
