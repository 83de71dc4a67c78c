import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { canonicalId } from "./reading/canonical-id.ts";
import { isNamed, isOfCvm, itemName } from "./reading/item-words.ts";
import { type RefreshItem, refreshAnswer } from "./reading/refresh-answer.ts";

/** The id that an item says its CVM has from now on, or null where it does not say: of what is skipped or in conflict nobody has said that it is right. */
const idAfterwards = ({ status, oldInstanceId, newInstanceId }: RefreshItem): string | null => {
  if (status === "updated") return newInstanceId;
  return status === "unchanged" ? (newInstanceId ?? oldInstanceId) : null;
};

const { a, b } = exampleIds;
const seven = exampleItem({ status: "updated", source: "gateway", new_instance_id: a, reason: null });
const eight = { ...seven, cvm_id: 8 };
const keeping = { ...eight, status: "unchanged", old_instance_id: a, reason: "already_synced" };

export default defineLaw({
  id: "no-id-for-two-cvms",
  level: "should",
  says: "No CVM is updated to an instance id that another item of the same answer is updated to, or keeps.",
  source:
    "Plain sense: an instance id tells one CVM from the others. openapi.json, /components/schemas/InstanceIdRefreshResult/properties/new_instance_id, does not say that ids are unique.",
  missing:
    "Needs an updated item beside another that is updated or unchanged, as can be had of a sound server where the key's workspace holds two CVMs that lack their instance ids.",
  kills: ["gateway-serves-rivals-alike"],
  judge: (reading) => {
    const holders = new Map<string, RefreshItem[]>();
    for (const item of refreshAnswer(reading)?.items ?? []) {
      const instanceId = idAfterwards(item);
      if (!isNamed(instanceId) || !isOfCvm(item)) continue;
      const alike = holders.get(canonicalId(instanceId)) ?? [];
      holders.set(canonicalId(instanceId), [...alike, item]);
    }
    const told = [...holders.values()].flat();
    if (told.length < 2 || told.every(({ status }) => status !== "updated")) return notExercised;
    for (const alike of holders.values()) {
      const updated = alike.find(({ status }) => status === "updated");
      const other = alike.find(({ cvmId }) => cvmId !== updated?.cvmId);
      if (updated === undefined || other === undefined) continue;
      return judged([
        {
          message: `${itemName(updated)} is updated to the instance id of ${itemName(other)}.`,
          expected: "an id that no other CVM is given or keeps",
          actual: `${jsonLine(updated.newInstanceId)} for both`,
          discriminator: `updated and ${other.status}`,
        },
      ]);
    }
    return judged([]);
  },
  holds: [
    answered({}, { json: exampleAnswer([seven, { ...eight, new_instance_id: b }]) }),
    answered({}, { json: exampleAnswer([seven, { ...eight, status: "conflict" }]) }),
    // Of two that were alike before, the server may only tell.
    answered(
      { json: { missing_only: false } },
      { json: exampleAnswer([{ ...keeping, cvm_id: 7 }, keeping, { ...seven, cvm_id: 9, new_instance_id: b }]) },
    ),
    // It gives up the id that the other gets.
    answered(
      { json: { missing_only: false, overwrite: true } },
      {
        json: exampleAnswer([
          { ...seven, old_instance_id: b },
          { ...eight, new_instance_id: b },
        ]),
      },
    ),
  ],
  broken: [
    answered({}, { json: exampleAnswer([seven, eight]) }),
    answered({}, { json: exampleAnswer([seven, { ...eight, new_instance_id: ` ${a.toUpperCase()} ` }]) }),
    answered({ json: { missing_only: false } }, { json: exampleAnswer([seven, keeping]) }),
  ],
});
