import type { Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** Reads bytes otherwise. `read` reads them as it should. */
export const changeReading = (
  change: (body: Buffer, contentType: string | undefined, read: Seams["readJson"]) => ReturnType<Seams["readJson"]>,
): MutantChange => ({
  at: "steps",
  make: ({ readJson }) => ({ readJson: (body, contentType) => change(body, contentType, readJson) }),
});
