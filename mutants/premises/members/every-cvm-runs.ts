import { definePremise, onlyCvms } from "../premise.ts";

export default definePremise({
  says: "Every CVM runs.",
  fleet: onlyCvms(({ status }) => status === "running"),
  idle: ["running-only-heeds-the-store", "running-only-narrows"],
});
