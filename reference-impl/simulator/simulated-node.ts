import { assertNever } from "../assert-never.ts";
import type { UpstreamFault, UpstreamMethod } from "../fleet/fleet.ts";
import type { NodeAction } from "../sources/in-process-transport.ts";
import { type PrpcMethod, prpcError } from "./prpc-reply.ts";

const GARBAGE: NodeAction = {
  kind: "reply",
  reply: { status: 200, body: Buffer.from([0x3c, 0x68, 0x31, 0x3e, 0xff, 0x00, 0x7b]) },
  delayMs: 0,
};
const WRONG_SHAPE: NodeAction = {
  kind: "reply",
  reply: { status: 200, body: '{"vms":{"0":{"instance_id":7}},"total":"1","found":"yes","info":[],"hosts":"none"}' },
  delayMs: 0,
};
const BAD_REQUEST: NodeAction = { kind: "reply", reply: prpcError("Simulated fault"), delayMs: 0 };

/** One teepod or gateway: what it answers now, what it answered before its world was last replaced, and the faults in force. */
export class SimulatedNode {
  #methods: ReadonlyMap<UpstreamMethod, PrpcMethod>;
  #before: ReadonlyMap<UpstreamMethod, PrpcMethod>;
  #faults: Map<UpstreamMethod, UpstreamFault>;
  readonly #counts = new Map<UpstreamMethod, number>();

  constructor(methods: ReadonlyMap<UpstreamMethod, PrpcMethod>, faults: ReadonlyMap<UpstreamMethod, UpstreamFault>) {
    this.#methods = methods;
    this.#before = methods;
    this.#faults = new Map(faults);
  }

  /** Takes new methods and faults; what it answered until now becomes what it answers while stale. */
  replace(methods: ReadonlyMap<UpstreamMethod, PrpcMethod>, faults: ReadonlyMap<UpstreamMethod, UpstreamFault>): void {
    this.#before = this.#methods;
    this.#methods = methods;
    this.#faults = new Map(faults);
  }

  /** Puts a fault on a method in place of the one in force; null takes it away. */
  setFault(method: UpstreamMethod, fault: UpstreamFault | null): void {
    if (fault === null) this.#faults.delete(method);
    else this.#faults.set(method, fault);
  }

  /** How often the method was called, failed calls included. */
  callCount(method: UpstreamMethod): number {
    return this.#counts.get(method) ?? 0;
  }

  /** Decides what to do with a call whose body was `request`. */
  call(method: UpstreamMethod, request: unknown): NodeAction {
    this.#counts.set(method, this.callCount(method) + 1);
    const fault = this.#faults.get(method);
    if (fault === undefined) return this.#reply(this.#methods, method, request, 0);
    switch (fault.kind) {
      case "delay":
        return this.#reply(this.#methods, method, request, fault.delayMs);
      case "stale":
        return this.#reply(this.#before, method, request, 0);
      case "drop":
        return { kind: "drop" };
      case "bad-request":
        return BAD_REQUEST;
      case "garbage":
        return GARBAGE;
      case "wrong-shape":
        return WRONG_SHAPE;
      default:
        return assertNever(fault);
    }
  }

  #reply(
    methods: ReadonlyMap<UpstreamMethod, PrpcMethod>,
    method: UpstreamMethod,
    request: unknown,
    delayMs: number,
  ): NodeAction {
    const reply = methods.get(method)?.(request) ?? prpcError(`Method not found: ${method}`);
    return { kind: "reply", reply, delayMs };
  }
}
