import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";

const INSTANCE_ID = /^[0-9a-f]{40}$/;
const updated = { status: "updated", source: "gateway", reason: null } as const;

const idsOf = (item: RefreshItem): readonly (readonly [string, string | null])[] => [
  ["old_instance_id", item.oldInstanceId],
  ["new_instance_id", item.newInstanceId],
];

export default defineLaw({
  id: "ids-look-like-ids",
  level: "reference",
  says: "An instance id is 40 lowercase hex digits.",
  source: "The reference's own promise: dstack makes them so, 20 bytes of SHA-256 in hex.",
  missing:
    "Needs an item with an instance id, as can be had of a sound server where the workspace holds a CVM that has one or whose host knows it.",
  kills: ["id-with-0x-prefix", "id-in-upper-case", "vm-uuid-as-instance-id", "id-untrimmed", "id-cut-short"],
  judge: (reading) =>
    judgeItems(
      reading,
      (item) => item.oldInstanceId !== null || item.newInstanceId !== null,
      (item) => {
        const wrong = idsOf(item).find(([, id]) => id !== null && !INSTANCE_ID.test(id));
        if (wrong === undefined) return null;
        const [name, id] = wrong;
        return {
          message: `${itemName(item)}: its ${name} looks like no instance id.`,
          expected: "40 lowercase hex digits",
          actual: jsonLine(id),
          discriminator: name,
          at: [`/${name}`],
        };
      },
    ),
  holds: [
    answered({}, { json: exampleAnswer([exampleItem({ ...updated, new_instance_id: exampleIds.a })]) }),
    answered({}, { json: exampleAnswer([exampleItem()]) }),
  ],
  broken: [
    answered({}, { json: exampleAnswer([exampleItem({ ...updated, new_instance_id: `0x${exampleIds.a}` })]) }),
    answered({}, { json: exampleAnswer([exampleItem({ old_instance_id: exampleIds.a.toUpperCase() })]) }),
    answered({}, { json: exampleAnswer([exampleItem({ ...updated, new_instance_id: "" })]) }),
  ],
});
