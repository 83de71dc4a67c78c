import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

const withoutOldIds = changeSentItem(({ old_instance_id: _, ...item }) => item);

export default defineMutant({
  name: "missing-only-ignored-old-ids-left-out",
  bug: "`missing_only` is ignored, and no item says what was stored.",
  changes: {
    at: "steps",
    make: (own, store) => ({
      ...(withoutOldIds.at === "steps" ? withoutOldIds.make(own, store) : {}),
      toRefreshOptions: (request) => ({ ...own.toRefreshOptions(request), missingOnly: false }),
    }),
  },
  killedBy: ["missing-only-heeds-the-store"],
});
