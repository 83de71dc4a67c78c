import type { Contract, Operation } from "../../contract/index.ts";
import { type Shape, shapeAt } from "./schema-shape.ts";

/** The operation that a run is about, and the shape of its request body. */
export interface CheckedOperation {
  readonly operation: Operation;
  readonly shape: Shape;
}

/** The operation of a contract that a run is about. Throws where there is none with a JSON body. */
export const onlyOperation = (contract: Contract): CheckedOperation => {
  const operation = contract.operations.find((candidate) => candidate.requestBody !== null);
  const pointer = operation?.requestBody?.schemaPointer;
  if (operation === undefined || pointer === undefined)
    throw new Error(
      "The contract has no operation with a JSON body, so there is nothing to send. Pass another document.",
    );
  return { operation, shape: shapeAt(contract.document, pointer) };
};
