/** The document can't be used as a contract. `code` is stable; the message says where, what was seen, and how to mend it. */
export class ContractError extends Error {
  readonly code = "CONTRACT_UNUSABLE";

  constructor(pointer: string, problem: string, remedy: string) {
    super(`Failed to read the contract: at ${pointer === "" ? "the root" : pointer} ${problem}. ${remedy}`);
    this.name = "ContractError";
  }
}
