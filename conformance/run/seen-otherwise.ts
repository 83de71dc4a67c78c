import type { Knowledge, SeenCvm } from "../cases/knowledge.ts";
import type { PreviewRules } from "../cases/preview-rules.ts";
import type { WrittenId } from "../report/reported-previews.ts";

const withSeen = (knowledge: Knowledge, change: (cvm: SeenCvm) => SeenCvm): Knowledge => ({
  ...knowledge,
  seen: new Map([...knowledge.seen].map(([credential, cvms]) => [credential, cvms.map(change)])),
});

/** What would be known had the CVMs been seen before anything was written, by what answers, or the state probe, told first. */
export const beforeChanges = (knowledge: Knowledge, changed: readonly WrittenId[], rules: PreviewRules): Knowledge => {
  const before = new Map(changed.map((cvm) => [cvm.cvmId, cvm.before]));
  return withSeen(knowledge, (cvm) => {
    const stored = before.get(String(cvm.cvmId));
    return stored === undefined ? cvm : rules.asStored(cvm, stored);
  });
};

/** What would be known once all ids that were found are stored. */
export const onceStored = (knowledge: Knowledge, rules: PreviewRules): Knowledge =>
  withSeen(knowledge, (cvm) => (cvm.newInstanceId === null ? cvm : rules.asStored(cvm, cvm.newInstanceId)));
