import { definePremise, wholeFleet } from "../premise.ts";

export default definePremise({
  says: "No CVM runs, so that a request has to ask for them to find any.",
  fleet: { ...wholeFleet, cvms: wholeFleet.cvms.map((cvm) => ({ ...cvm, status: "exited" })) },
  idle: ["scans-take-turns", "small-limits-drain"],
});
