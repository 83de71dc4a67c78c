import { randomInt } from "node:crypto";
import { changeReport } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "ids-of-a-batch-mixed-up",
  bug: "What the hosts tell of several CVMs is put together in the order in which they happened to answer.",
  changes: changeReport(({ total, items }) => {
    const ids = items.flatMap(({ newInstanceId }) => newInstanceId ?? []);
    for (let last = ids.length - 1; last > 0; last -= 1) {
      const other = randomInt(last + 1);
      ids.splice(last, 1, ...ids.splice(other, 1, ids[last] ?? ""));
    }
    return {
      total,
      items: items.map((item) =>
        item.newInstanceId === null ? item : { ...item, newInstanceId: ids.shift() ?? null },
      ),
    };
  }),
  killedBy: ["ids-come-again"],
});
