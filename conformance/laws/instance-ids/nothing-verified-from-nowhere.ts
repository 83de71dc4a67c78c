import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { itemName } from "./reading/item-words.ts";
import { judgeItems } from "./reading/judge-items.ts";

export default defineLaw({
  id: "nothing-verified-from-nowhere",
  level: "should",
  says: "An item with the source `none` is not `verified_with_gateway`: there is nothing that could have been verified.",
  source: "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/source and verified_with_gateway.",
  missing:
    "Needs an item with the source `none`, as can be had of a sound server where the workspace holds a CVM whose instance id nobody knows, or a request names an unknown one.",
  kills: ["verified-always-true", "verified-leaks-from-previous-item"],
  judge: (reading) =>
    judgeItems(
      reading,
      (item) => item.source === "none" && item.isVerified !== null,
      (item) =>
        item.isVerified === true
          ? {
              message: `${itemName(item)} has the source none, yet it is verified with the gateway.`,
              expected: "verified_with_gateway false",
              actual: "verified_with_gateway true",
              discriminator: "verified",
              at: ["/source", "/verified_with_gateway"],
            }
          : null,
    ),
  holds: [
    answered({}, { json: exampleAnswer([exampleItem()]) }),
    answered(
      {},
      {
        json: exampleAnswer([
          exampleItem({
            status: "updated",
            source: "gateway",
            new_instance_id: exampleIds.a,
            verified_with_gateway: true,
          }),
        ]),
      },
    ),
  ],
  broken: [answered({}, { json: exampleAnswer([exampleItem({ verified_with_gateway: true })]) })],
});
