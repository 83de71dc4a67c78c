import type { SeenCvm } from "../../../cases/knowledge.ts";
import { uuidSpellings } from "../../../generate/uuid-spellings.ts";

/**
 * How a request names a CVM: by its `cvm_id`, by what a scan calls it, by other spellings of that, or by its stored instance id. A
 * server need not know the last three, and answers them as it does any unknown name.
 */
export type NameForm = "number" | "identifier" | "dashless" | "upper-case" | "instance-id";

const HEX_40 = /^[0-9a-f]{40}$/;

const otherName = (form: NameForm, { identifier, oldInstanceId }: SeenCvm): string | null => {
  if (form === "identifier") return identifier;
  if (form === "dashless") return uuidSpellings(identifier)?.dashless ?? null;
  if (form === "upper-case") return uuidSpellings(identifier)?.upperCase ?? null;
  return form === "instance-id" && HEX_40.test(oldInstanceId ?? "") ? `instance_${oldInstanceId}` : null;
};

/** A CVM's name in the form given, or its `cvm_id` where it has none in that form. */
export const nameInForm = (form: NameForm, cvm: SeenCvm): string => otherName(form, cvm) ?? String(cvm.cvmId);
