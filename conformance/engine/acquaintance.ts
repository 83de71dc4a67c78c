import type { Exchange } from "../cases/exchange.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { type Failing, LostError } from "../target/lost-error.ts";
import { speaksTls } from "../target/speaks-tls.ts";
import { isSameStranger, type Stranger, strangerIn } from "../target/stranger.ts";
import { StrangerError } from "../target/stranger-error.ts";
import { strangerText } from "../target/stranger-text.ts";
import { TargetError } from "../target/target-error.ts";
import { unansweredText } from "../target/unanswered-text.ts";
import type { EngineParts } from "./engine-parts.ts";

/** What an acquaintance is made with. */
export interface AcquaintanceParts extends Pick<EngineParts, "url" | "reach" | "timeoutMs" | "rootFault"> {
  /** Asks for what any server refuses that knows the operation. */
  readonly askInvalidly: () => Promise<Reading>;
}

/** So many valid requests have to be answered by a stranger before it is taken for one. */
const VALID_REQUESTS = 2;

/**
 * Tells from the first answers whether it is the operation that answers at all. As soon as one of them may be its own, whatever
 * is wrong with the others is a fault of the server.
 */
export class Acquaintance {
  readonly #parts: AcquaintanceParts;
  #isMade = false;
  #stranger: Stranger | null = null;
  #met = 0;

  constructor(parts: AcquaintanceParts) {
    this.#parts = parts;
  }

  /**
   * Takes down what came of a request. Rejects with `TargetError` where nothing is answered, with `StrangerError` where somebody else
   * answers, and with `LostError` where the server fails on everything.
   */
  async note(reading: Reading, plan: RequestPlan): Promise<void> {
    if (this.#isMade) return;
    const { outcome, expectation } = reading;
    if (outcome.kind === "fault") return this.#noteFault(reading);
    // Anything may answer to what the contract does not speak of.
    if (expectation.kind !== "acceptance") return;
    const stranger = strangerIn(outcome);
    if (stranger === null || (this.#stranger !== null && !isSameStranger(stranger, this.#stranger))) {
      this.#isMade = true;
      return;
    }
    this.#stranger = stranger;
    this.#met += 1;
    if (this.#met < VALID_REQUESTS) return;
    // Whoever else waits for an answer has it judged as a server's own.
    this.#isMade = true;
    const control = strangerIn((await this.#parts.askInvalidly()).outcome);
    if (control !== null && isSameStranger(control, stranger)) this.#part(stranger, { plan, exchange: reading });
  }

  async #noteFault({ outcome, request }: Exchange): Promise<void> {
    const { url, reach, timeoutMs, rootFault } = this.#parts;
    if (outcome.kind !== "fault") return;
    this.#isMade = true;
    if (outcome.fault === "unreachable" || outcome.fault === "too-long" || outcome.fault !== rootFault()) return;
    const isTls =
      reach.isDirect && outcome.fault !== "timeout" && url.protocol === "http:" && (await speaksTls(url, timeoutMs));
    const asked = `GET / and ${request.method} ${request.path}`;
    throw new TargetError(
      url.href,
      unansweredText(outcome.fault, { url, detail: outcome.detail, asked, timeoutMs, isTls }),
    );
  }

  #part(stranger: Stranger, failing: Failing): never {
    const { url } = this.#parts;
    const { method, path } = failing.exchange.request;
    const text = strangerText(stranger, url, path);
    if (stranger.kind !== "failing") throw new StrangerError(url.href, `${method} ${path}`, text);
    throw new LostError(
      `${url.href} ${text.what} whenever ${method} ${path} was asked for, so that nothing else was sent. ${text.remedy}`,
      failing,
    );
  }
}
