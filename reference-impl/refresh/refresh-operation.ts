import { type Contract, ContractError } from "../../contract/index.ts";

/** Where the contract puts the refresh. */
export interface RefreshOperation {
  readonly method: string;
  readonly path: string;
  /** Of the request body. */
  readonly schemaPointer: string;
}

const OPERATION_ID = "handle_batch_refresh_cvm_instance_ids_api_v1_cvms_instance_ids_patch";

/** Finds the one operation that is implemented here. Throws `ContractError` where the contract does not have it. */
export const refreshOperation = (contract: Contract): RefreshOperation => {
  const operation = contract.operations.find(({ id }) => id === OPERATION_ID);
  if (operation === undefined || operation.requestBody === null)
    throw new ContractError(
      "/paths",
      `no operation ${OPERATION_ID} with a JSON body was found`,
      "Use the contract as delivered.",
    );
  return { method: operation.method, path: operation.path, schemaPointer: operation.requestBody.schemaPointer };
};
