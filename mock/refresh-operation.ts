import { type Contract, ContractError, type Operation } from "../contract/index.ts";

const PATH = "/api/v1/cvms/instance-ids";

/** The operation that the scenarios were recorded from. Throws `ContractError` where the contract has none. */
export const refreshOperation = (contract: Contract): Operation => {
  const operation = contract.operations.find(({ method, path }) => method === "PATCH" && path === PATH);
  if (operation !== undefined) return operation;
  throw new ContractError("/paths", `PATCH ${PATH} is missing`, "The mock knows this operation alone.");
};
