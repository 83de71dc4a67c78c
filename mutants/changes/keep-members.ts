import type { Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

type Request = Parameters<Seams["toRefreshOptions"]>[0];

/** Keeps some members of a request as defaults of the ones after it. */
export const keepMembers = (kept: (request: Request) => Request): MutantChange => ({
  at: "steps",
  make: ({ toRefreshOptions }) => {
    let defaults: Request = {};
    return {
      toRefreshOptions: (request) => {
        defaults = { ...defaults, ...kept(request) };
        return toRefreshOptions({ ...defaults, ...request });
      },
    };
  },
});
