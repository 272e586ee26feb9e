// Results for when there is no VM to give them.
import type { Diagnostic, Stats } from "./types.js";

/** Counters of a VM that is gone. */
export const NO_STATS: Stats = {
  fuelUsed: 0, dispatches: 0, instructions: 0, cacheHits: 0, cacheMisses: 0, quickened: 0, allocations: 0,
  allocatedBytes: 0, byKind: [], live: 0, memory: 0, peakMemory: 0, memoryLimit: 0, collections: 0, gcNanos: 0, gcMaxNanos: 0, peakDepth: 0,
  tasks: 0, switches: 0, poolTaken: 0, poolReused: 0,
};

/** What a VM that is gone cannot report itself. */
export function internal(message: string, notes: string[]): Diagnostic {
  return { code: "internal", severity: "error", message, labels: [], notes, trace: [] };
}
