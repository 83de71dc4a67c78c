import { definePremise, wholeFleet } from "../premise.ts";

export default definePremise({
  says: "Valid requests alone are sent, to the one path, and with keys that work.",
  fleet: wholeFleet,
  // One law that compares answers tries other paths and invalid bodies as well.
  changes: { phases: ["probe", "relations"], skippedLawIds: ["other-path-spellings-keep-the-rules"] },
  isReadOnly: true,
  idle: [
    "altered-key-is-refused",
    "authorization-needs-its-scheme",
    "bad-key-is-refused",
    "invalid-request-is-refused",
    "malformed-is-422",
    "missing-key-is-refused",
    "other-path-spellings-need-a-key-too",
    "oversized-body-is-refused",
    "refusal-points-at-the-fault",
    "wrong-method-is-405",
    "wrong-path-is-404",
  ],
});
