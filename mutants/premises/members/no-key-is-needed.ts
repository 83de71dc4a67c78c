import { changeCaller } from "../../changes/change-caller.ts";
import { definePremise, wholeFleet } from "../premise.ts";

export default definePremise({
  says: "Whoever asks is answered as one and the same member.",
  fleet: wholeFleet,
  choice: changeCaller((_, __, [first]) => first ?? null),
  idle: [
    "admin-crosses-workspaces",
    "admin-writes-what-it-reports",
    "bad-key-is-refused",
    "foreign-and-unknown-look-alike",
    "members-stay-in-their-workspace",
    "missing-key-is-refused",
    "other-path-spellings-need-a-key-too",
  ],
});
