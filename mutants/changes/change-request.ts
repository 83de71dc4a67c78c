import type { Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

type Request = Parameters<Seams["toRefreshOptions"]>[0];

/** Misreads a valid request, before defaults are filled in. */
export const changeRequest = (change: (request: Request) => Request): MutantChange => ({
  at: "steps",
  make: ({ toRefreshOptions }) => ({ toRefreshOptions: (request) => toRefreshOptions(change(request)) }),
});
