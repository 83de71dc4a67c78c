import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-every-third-time",
  bug: "Every third request that comes finds conflicts where there are updates.",
  changes: {
    at: "steps",
    make: ({ toResponseBody }) => {
      let requests = 0;
      return {
        toResponseBody: ({ total, items }) => {
          requests += 1;
          const isThird = requests % 3 === 0;
          return toResponseBody({
            total,
            items: items.map((item) =>
              isThird && item.status === "updated"
                ? { ...item, status: "conflict", reason: "instance_id_in_use" }
                : item,
            ),
          });
        },
      };
    },
  },
  killedBy: ["same-ids-get-the-same-status"],
});
