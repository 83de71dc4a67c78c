import { isObject } from "../../contract/index.ts";
import type { Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

type Members = Readonly<Record<string, unknown>>;
type Faults = Extract<ReturnType<Seams["validateRequest"]>, { kind: "invalid" }>["faults"];

/** Refuses an invalid body that `mend` makes a valid one of only after that one was done. */
export const refuseTooLate = (mend: (body: Members) => Members): MutantChange => ({
  at: "steps",
  make: ({ validateRequest, toRefreshOptions, select, toResponseBody, finishReply }) => {
    const faultsOf = new WeakMap<object, Faults>();
    // The faults of what was done all the same. A report tells which by a total below 0.
    const late: Faults[] = [];
    return {
      validateRequest: (body) => {
        const own = validateRequest(body);
        if (own.kind === "valid" || !isObject(body)) return own;
        const mended = validateRequest(mend(body));
        if (mended.kind !== "valid") return own;
        faultsOf.set(mended.request, own.faults);
        return mended;
      },
      toRefreshOptions: (request) => {
        const options = { ...toRefreshOptions(request) };
        const faults = faultsOf.get(request);
        if (faults !== undefined) faultsOf.set(options, faults);
        return options;
      },
      select: async (store, caller, options) => {
        const selection = await select(store, caller, options);
        const faults = faultsOf.get(options);
        return faults === undefined ? selection : { ...selection, total: -late.push(faults) };
      },
      toResponseBody: (report) => {
        const body = toResponseBody(report);
        const faults = late[-report.total - 1];
        if (faults !== undefined) faultsOf.set(body, faults);
        return body;
      },
      finishReply: (reply, request) => {
        const faults = isObject(reply.body) ? faultsOf.get(reply.body) : undefined;
        return finishReply(faults === undefined ? reply : { ...reply, status: 422, body: { detail: faults } }, request);
      },
    };
  },
});
