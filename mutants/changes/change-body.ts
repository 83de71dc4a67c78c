import type { RefreshReport, Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** A whole answer on the wire. */
export type ResponseBody = ReturnType<Seams["toResponseBody"]>;

/** Puts a report in other words than it should, still in the contract's types. */
export const changeBody = (change: (body: ResponseBody, report: RefreshReport) => ResponseBody): MutantChange => ({
  at: "steps",
  make: ({ toResponseBody }) => ({ toResponseBody: (report) => change(toResponseBody(report), report) }),
});
