import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";

const updated = { status: "updated", reason: null, new_instance_id: exampleIds.a } as const;

export default defineLaw({
  id: "no-source-no-update",
  level: "must",
  says: "An `updated` item that sends its `source` has one other than `none`: an id that came from nowhere is not written.",
  source: "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/source.",
  missing:
    "Needs an `updated` item with its source, as can be had of a sound server where the workspace holds a running CVM that lacks its instance id and whose host knows it.",
  kills: ["source-always-none", "source-lost-for-gateway"],
  judge: (reading) =>
    judgeItems(
      reading,
      // Where source is left out, the server may leave it out always: the contract does not require it.
      (item) => item.status === "updated" && item.source !== null,
      (item) =>
        item.source === "none"
          ? {
              message: `${itemName(item)} is updated with an instance id from no source.`,
              expected: "source teepod_state, teepod_info or gateway",
              actual: "source none",
              discriminator: "source none",
              at: ["/status", "/source"],
            }
          : null,
    ),
  holds: [
    answered({}, { json: exampleAnswer([exampleItem({ ...updated, source: "gateway" })]) }),
    answered({}, { json: exampleAnswer([{ cvm_id: 7, identifier: "7", ...updated }]) }),
    answered({}, { json: exampleAnswer([exampleItem()]) }),
  ],
  broken: [answered({}, { json: exampleAnswer([exampleItem(updated)]) })],
});
