import { definePremise, onlyCvms } from "../premise.ts";

export default definePremise({
  says: "All CVMs are in one workspace.",
  fleet: onlyCvms(({ workspaceId }) => workspaceId === "demo-member"),
  idle: ["foreign-and-unknown-look-alike", "members-stay-in-their-workspace", "scans-stay-in-one-workspace"],
});
