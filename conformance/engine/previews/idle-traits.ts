import type { CredentialName } from "../../cases/exchange.ts";
import type { Reach } from "../../cases/preview-rules.ts";

/** So often previews with a trait have to tell of no update before none is expected of them. */
const MOST_IDLE = 3;

interface Idle {
  times: number;
  /** How many CVMs the widest of them could have written. */
  cvms: number;
}

/** Traits of previews that told of no update. How far that holds is told by how far those reached: a wider one may well tell of one. */
export class IdleTraits {
  readonly #idle = new Map<string, Idle>();

  /** Takes down that a preview told of no update. */
  note(traits: readonly string[], credential: CredentialName, { scope, cvms }: Reach): void {
    for (const trait of traits) {
      const key = `${credential} ${scope} ${trait}`;
      const idle = this.#idle.get(key) ?? { times: 0, cvms: 0 };
      idle.times += 1;
      idle.cvms = Math.max(idle.cvms, cvms);
      this.#idle.set(key, idle);
    }
  }

  /** Those of these traits that previews of such a reach may tell updates with, for all that is known. */
  unknownOf(traits: readonly string[], credential: CredentialName, { scope, cvms }: Reach): readonly string[] {
    return traits.filter((trait) => {
      const idle = this.#idle.get(`${credential} ${scope} ${trait}`);
      return idle === undefined || idle.times < MOST_IDLE || idle.cvms < cvms;
    });
  }

  clear(): void {
    this.#idle.clear();
  }
}
