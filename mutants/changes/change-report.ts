import type { RefreshItem, RefreshReport } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** Tells of other items or another total than there were; the counters follow. */
export const changeReport = (change: (report: RefreshReport) => RefreshReport): MutantChange => ({
  at: "steps",
  make: ({ toResponseBody }) => ({ toResponseBody: (report) => toResponseBody(change(report)) }),
});

/** Tells each item otherwise than it was. */
export const changeReportedItem = (change: (item: RefreshItem, index: number) => RefreshItem): MutantChange =>
  changeReport(({ total, items }) => ({ total, items: items.map(change) }));
