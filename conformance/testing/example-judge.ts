import { loadContract, openapiDocument } from "../../contract/index.ts";
import { createJudge } from "../judge/judge.ts";

export const contract = loadContract(openapiDocument);

const [first] = contract.operations;
if (first === undefined) throw new Error("The contract lost its operation.");

/** The operation that examples are exchanges with. */
export const operation = first;

/** The judge of examples. */
export const judge = createJudge(contract, operation);
