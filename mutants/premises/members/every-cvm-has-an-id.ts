import { definePremise, onlyCvms } from "../premise.ts";

export default definePremise({
  says: "Every CVM has an instance id, not always the one that is found.",
  fleet: onlyCvms(({ instanceId }) => instanceId !== null),
  idle: ["scans-take-turns", "small-limits-drain"],
});
