import fc from "fast-check";
import type { DerivedKeyName } from "../../../cases/derived-key.ts";
import type { ProposalContext } from "../../../cases/law.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";
import { previewer } from "../../comparison/plan-members.ts";

/**
 * Proposes one preview with the member's key, with a key that nobody has, then with each of the derived keys, right after the member's own each
 * time: a server may take who comes next for whom it saw last. It ends with the member's. Null where none of them can be derived.
 */
export const withDerivedKeys = (
  context: ProposalContext,
  names: readonly DerivedKeyName[],
): fc.Arbitrary<readonly RequestPlan[]> | null => {
  const usable = names.filter((name) => context.derivedKeys.includes(name));
  if (usable.length === 0) return null;
  const preview = previewer(context);
  const keys = thinnedList(fc.constant(usable), 1);
  return fc.tuple(context.validRequest, keys).map(([request, derived]) => {
    const member: RequestPlan = { ...preview(request), credential: "member" };
    const bad: RequestPlan = { ...member, credential: "bad" };
    return [member, bad, ...derived.flatMap((credential) => [member, { ...member, credential }]), member];
  });
};
