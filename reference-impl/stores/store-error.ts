/** Codes of `StoreError`: what a program can tell apart. */
export type StoreErrorCode =
  | "STORE_UNREADABLE"
  | "STORE_DISK"
  | "STORE_FOREIGN"
  | "STORE_NEWER"
  | "STORE_DRIVER_MISSING"
  | "STORE_OUT_OF_REACH"
  | "STORE_DUPLICATE"
  | "STORE_UNKNOWN_CVM";

/** The store can't do what it was asked. The message says what failed, with the value seen, and how to mend it. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "StoreError";
    this.code = code;
  }
}
