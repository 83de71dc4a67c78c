import type { Law, Reporter } from "../conformance/index.ts";
import type { TableOptions } from "./table-options.ts";
import type { CheckTarget } from "./target.ts";

/**
 * What a check is made with. Only `target` is needed: every other option has the default that it has in `cvm-contract check`.
 *
 * @example
 * import { checkServer, type CheckOptions } from "cvm-contract";
 *
 * const options: CheckOptions = { target: "http://127.0.0.1:4020", apiKey: "demo-member-key", time: "20s", seed: 7 };
 * const report = await checkServer(options);
 */
export interface CheckOptions extends TableOptions {
  /** The server: its origin, and path prefix if any, or an application in this process. */
  readonly target: CheckTarget;
  /** Judge by these laws alone: built-in ones, or their ids, and your own. */
  readonly laws?: readonly (string | Law)[];
  /** Listen to the run. */
  readonly reporters?: readonly Reporter[];
  /** Ends the run when it is aborted; the report is made all the same. */
  readonly signal?: AbortSignal;
  /** Told what is said beside the report, as of a baseline of an older version, a text at a time. */
  readonly onWarning?: (text: string) => void;
}
