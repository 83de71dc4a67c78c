import type { Contract, Operation } from "../../contract/index.ts";
import type { Exchange } from "../cases/exchange.ts";
import type { Law } from "../cases/law.ts";
import type { Breach } from "../cases/trial.ts";
import { createJudge } from "../judge/judge.ts";
import { LawBook } from "./law-book.ts";

/** Says which laws about one exchange an exchange breaks, and how. Throws where a law itself fails. */
export type JudgeAlone = (exchange: Exchange) => readonly Breach[];

/** Makes the judge of exchanges of one operation by those of `laws` that bind every server. Nothing is sent. */
export const judgeAlone = (contract: Contract, operation: Operation, laws: readonly Law[]): JudgeAlone => {
  const read = createJudge(contract, operation);
  const binding = laws.filter(({ level }) => level !== "reference");
  const fail = (_: Law, error: Error): void => {
    throw error;
  };
  const book = new LawBook(binding, fail, { profile: "contract" });
  return (exchange) => book.judge([read(exchange)], null, null, false).breaches;
};
