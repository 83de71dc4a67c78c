import type { Contract } from "../../../contract/index.ts";
import type { Law } from "../../cases/law.ts";
import { createJudge } from "../../judge/judge.ts";
import { contradictionIn } from "./contradiction-in.ts";
import { isLaw, notALaw } from "./is-law.ts";
import { LawError } from "./law-error.ts";

/** A law that is added, and where it comes from: a file's path, or words such as `laws[3]`. */
export interface AddedLaw {
  readonly law: unknown;
  readonly from: string;
}

/**
 * The built-in laws and those that are added to them. A built-in one that is added again stays one. Throws `LawError` on what is no law,
 * on a law that its own examples contradict, and on two laws of one id.
 */
export const joinLaws = (builtIn: readonly Law[], added: readonly AddedLaw[], contract: Contract): readonly Law[] => {
  const [operation] = contract.operations;
  if (operation === undefined) return builtIn;
  const judge = createJudge(contract, operation);
  const all = new Map(builtIn.map((law) => [law.id, { law, from: "the built-in laws" }]));
  for (const { law, from } of added) {
    if (!isLaw(law)) throw new LawError(`What ${from} holds is no law: ${notALaw(law)}.`);
    const other = all.get(law.id);
    if (other?.law === law) continue;
    if (other !== undefined)
      throw new LawError(
        `Two laws are called ${law.id}: one of ${other.from}, and one of ${from}. Give yours another id.`,
      );
    const contradiction = contradictionIn(law, judge);
    if (contradiction !== null) throw new LawError(`The law ${law.id} (${from}) is refused. ${contradiction}`);
    all.set(law.id, { law, from });
  }
  return [...all.values()].map(({ law }) => law);
};
