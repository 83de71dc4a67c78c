import { definePremise, onlyCvms } from "../premise.ts";

export default definePremise({
  says: "All CVMs are in the workspace of the admin.",
  fleet: onlyCvms(({ workspaceId }) => workspaceId === "demo-admin"),
  idle: [
    "admin-crosses-workspaces",
    "admin-writes-what-it-reports",
    "foreign-and-unknown-look-alike",
    "members-stay-in-their-workspace",
    "scan-totals-match-the-store",
    "scans-stay-in-one-workspace",
    "update-is-kept",
  ],
});
