import { isObject } from "../contract/index.ts";
import { inCode } from "../cli/index.ts";

/**
 * Why a check could not be made. `code` is `USAGE` where an option can't be followed, `TARGET_UNREACHABLE` where the target can't be
 * asked, `NOT_THE_SERVER` where something else answers in its place, `ACCESS_REFUSED` where it takes no key that was given, and
 * `STATE_PROBE` where its store can't be looked into. The message says how to mend it.
 *
 * @example
 * import { CheckError, checkServer } from "cvm-contract";
 *
 * try {
 *   await checkServer({ target: "http://127.0.0.1:4020", cases: 200 });
 * } catch (error) {
 *   if (error instanceof CheckError && error.code === "TARGET_UNREACHABLE") console.error("Start the server first.");
 *   else throw error;
 * }
 */
export class CheckError extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "CheckError";
    this.code = code;
  }
}

/** Errors of the harness that are the user's to mend, and told by their message alone. */
const TOLD: ReadonlySet<unknown> = new Set([
  "USAGE",
  "OUTPUT",
  "TARGET_UNREACHABLE",
  "NOT_THE_SERVER",
  "ACCESS_REFUSED",
  "STATE_PROBE",
  "CONTINUE_UNASKED",
]);

/** An error as the library throws it: with its options named as in code; one that is no user's to mend stays as it is. */
export const toCheckError = (error: unknown): unknown =>
  error instanceof Error && isObject(error) && typeof error.code === "string" && TOLD.has(error.code)
    ? new CheckError(error.code, inCode(error.message), error)
    : error;
