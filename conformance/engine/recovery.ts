import type { CredentialName } from "../cases/exchange.ts";
import { LostError } from "../target/lost-error.ts";
import { UsedUpError } from "../target/used-up-error.ts";
import type { EngineParts } from "./engine-parts.ts";
import type { RequestSender } from "./request-sender.ts";

/** Waits for a server that may not be well; whoever waits for it does so together with the others. */
export class Recovery {
  readonly #parts: Pick<EngineParts, "health" | "url">;
  readonly #sender: Pick<RequestSender, "doubt" | "noteWell">;
  #underWay: Promise<void> | null = null;

  constructor(parts: Pick<EngineParts, "health" | "url">, sender: Pick<RequestSender, "doubt" | "noteWell">) {
    this.#parts = parts;
    this.#sender = sender;
  }

  /** Whether the server is as well as it was at first, to these callers too. */
  async isWell(credentials?: Iterable<CredentialName>): Promise<boolean> {
    const isWell = await this.#parts.health.isWell(credentials);
    if (isWell) this.#sender.noteWell();
    return isWell;
  }

  /** Waits until the server is well, to these callers too. Rejects with `LostError` when it was not for too long. */
  recover(credentials?: Iterable<CredentialName>): Promise<void> {
    this.#underWay ??= this.#parts.health
      .recover(credentials)
      .then(() => this.#sender.noteWell())
      .finally(() => {
        this.#underWay = null;
      });
    return this.#underWay;
  }

  /** The same, where what was sent last leaves that in doubt. */
  async recoverInDoubt(): Promise<void> {
    const { doubt } = this.#sender;
    if (doubt !== null) await this.recover([doubt.credential]);
  }

  /** The same once nothing more is sent. Rejects with `LostError` too where what was sent last got no answer, and nothing may be asked any more. */
  async settle(): Promise<void> {
    const { doubt } = this.#sender;
    if (doubt === null) return;
    try {
      await this.recover([doubt.credential]);
    } catch (error) {
      if (!(error instanceof UsedUpError) || doubt.came !== "nothing") throw error;
      throw new LostError(
        `Lost ${this.#parts.url.href}: it gave no answer to the last request, and so much was sent by then as may be.`,
      );
    }
  }
}
