import { createHash } from "node:crypto";
import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-from-a-counter",
  bug: "The id is made of the CVM's UUID and of how many ids were made before.",
  changes: {
    at: "steps",
    make: (own, store) => {
      let made = 0;
      const change = changeFinding((finding, { vmUuid }) => {
        if (finding.kind !== "found") return finding;
        made += 1;
        return { ...finding, instanceId: createHash("sha256").update(`${vmUuid} ${made}`).digest("hex").slice(0, 40) };
      });
      return change.at === "steps" ? change.make(own, store) : {};
    },
  },
  killedBy: ["ids-come-again"],
});
