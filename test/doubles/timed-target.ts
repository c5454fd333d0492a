import type { Clock } from '../../src/core/clock.js';
import type { JsonObject } from '../../src/cloud/json-value.js';
import type { ResourceAddress } from '../../src/cloud/cloud-port.js';
import { MemoryTarget, type Misbehaviour } from './memory-target.js';

/** A target whose every call takes as long, by a time of its own that goes on when everybody waits for it. */
export class TimedTarget extends MemoryTarget {
  calls = 0;
  nowMs = 0;
  readonly #latencyMs: number;
  #due: { readonly atMs: number; readonly wake: () => void }[] = [];

  constructor(latencyMs: number, misbehaviour: Misbehaviour = {}) {
    super(misbehaviour);
    this.#latencyMs = latencyMs;
  }

  /** Of the target's own time; waiting for it is what lets it go on. */
  readonly clock: Clock = {
    now: () => new Date(this.nowMs),
    monotonicMs: () => this.nowMs,
    wait: (ms) => this.#pass(ms),
  };

  override read(address: ResourceAddress) {
    return this.#call(() => super.read(address));
  }

  override list(address: ResourceAddress) {
    return this.#call(() => super.list(address));
  }

  override write(address: ResourceAddress, body: JsonObject) {
    return this.#call(() => super.write(address, body));
  }

  override append(address: ResourceAddress, body: JsonObject) {
    return this.#call(() => super.append(address, body));
  }

  override invoke(address: ResourceAddress) {
    return this.#call(() => super.invoke(address));
  }

  async #call<R>(call: () => Promise<R>): Promise<R> {
    this.calls += 1;
    await this.#pass(this.#latencyMs);
    return call();
  }

  #pass(ms: number): Promise<void> {
    return new Promise((wake) => {
      if (this.#due.length === 0) setImmediate(() => this.#goOn());
      this.#due.push({ atMs: this.nowMs + ms, wake });
    });
  }

  /** All that has something to do without waiting has done it by now. */
  #goOn(): void {
    this.nowMs = Math.min(...this.#due.map(({ atMs }) => atMs));
    const isDue = ({ atMs }: { readonly atMs: number }) => atMs <= this.nowMs;
    const due = this.#due.filter(isDue);
    this.#due = this.#due.filter((one) => !isDue(one));
    if (this.#due.length > 0) setImmediate(() => this.#goOn());
    for (const { wake } of due) wake();
  }
}
