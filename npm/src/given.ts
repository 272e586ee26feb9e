// What a host gives to programs of Python: functions and values, by name.
import type { RawVm } from "./glue.js";
import type { Given, HostOptions } from "./types.js";

/** What was given under one name. */
export interface Gift { module: string | undefined; name: string; value: unknown }

/** The gifts in the order in which the VM numbers them. */
export function giftsOf({ host, modules }: HostOptions): Gift[] {
  const list = (module: string | undefined, given: Given | undefined): Gift[] =>
    Object.entries(given ?? {}).map(([name, value]) => ({ module, name, value }));
  return [...list(undefined, host), ...Object.entries(modules ?? {}).flatMap(([module, given]) => list(module, given))];
}

/** Names of Python for errors of JavaScript; others keep theirs, if Python knows it. */
const CLASSES: Record<string, string> = { RangeError: "ValueError", ReferenceError: "NameError", Error: "RuntimeError" };

/** A VM's side of what was given: answers what programs ask for. */
export class Answers {
  /** Set while a function's promise is open; settles when the program was answered. */
  waiting: Promise<void> | null = null;

  constructor(readonly raw: RawVm, readonly gifts: Gift[]) {
    // The plain interpreter takes none.
    for (const { module, name, value } of raw.give ? gifts : []) raw.give!(module, name, typeof value === "function");
  }

  /** Answers the program if it asks; whether it did. */
  attend(): boolean {
    const asked = (this.gifts.length > 0 ? this.raw.asked?.() : null) as { which: number; args: unknown[]; named: object | null } | null;
    if (!asked) return false;
    const { value } = this.gifts[asked.which]!;
    if (typeof value !== "function") {
      this.#answer(value);
      return true;
    }
    try {
      const result: unknown = value(...asked.args, ...(asked.named ? [asked.named] : []));
      if (result && typeof (result as Promise<unknown>).then === "function") this.#wait(result as Promise<unknown>);
      else this.#answer(result);
    } catch (error) {
      this.refuse(error);
    }
    return true;
  }

  #wait(promise: Promise<unknown>): void {
    // A program that was stopped or begun anew meanwhile is not answered.
    const settle = (answer: () => void) => {
      if (this.waiting !== mine) return;
      this.waiting = null;
      answer();
    };
    const mine: Promise<void> = Promise.resolve(promise).then(
      (value) => settle(() => this.#answer(value)),
      (error: unknown) => settle(() => this.refuse(error)),
    );
    this.waiting = mine;
  }

  #answer(value: unknown): void {
    try {
      this.raw.answer!(value);
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Has the program hear of an error. */
  refuse(error: unknown): void {
    const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
    this.waiting = null;
    this.raw.refuse!(CLASSES[name] ?? name, message);
  }
}
