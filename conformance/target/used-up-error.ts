import { CutOffError } from "./cut-off-error.ts";

/** So much was sent as a run may send. */
export class UsedUpError extends CutOffError {}
