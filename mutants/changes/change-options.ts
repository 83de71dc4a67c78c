import type { RefreshOptions } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** Misreads what a request asks for, every default filled in. */
export const changeOptions = (change: (options: RefreshOptions) => RefreshOptions): MutantChange => ({
  at: "steps",
  make: ({ toRefreshOptions }) => ({ toRefreshOptions: (request) => change(toRefreshOptions(request)) }),
});
