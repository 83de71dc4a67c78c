import { definePremise, wholeFleet } from "../premise.ts";

export default definePremise({
  says: "Valid requests alone are sent, to the one path, and with keys that work.",
  fleet: wholeFleet,
  changes: { phases: ["probe", "relations"] },
  isReadOnly: true,
  idle: [
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
