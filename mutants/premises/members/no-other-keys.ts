import { definePremise, wholeFleet } from "../premise.ts";

export default definePremise({
  says: "There is one key, of a member.",
  fleet: wholeFleet,
  changes: { credentials: ["member"] },
  idle: [
    "admin-crosses-workspaces",
    "admin-writes-what-it-reports",
    "foreign-and-unknown-look-alike",
    "members-stay-in-their-workspace",
  ],
});
