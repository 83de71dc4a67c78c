import type { SeenCvm } from "../../../cases/knowledge.ts";
import { isNamed } from "../reading/item-words.ts";

/** Of the CVMs seen those that a request might update: the ones that its preview updates, and with leave to overwrite those whose id differs. */
export const updatableCvms = (seen: readonly SeenCvm[]): readonly SeenCvm[] =>
  seen.filter(
    ({ status, oldInstanceId, newInstanceId }) =>
      status === "updated" || (status === "conflict" && isNamed(oldInstanceId) && oldInstanceId !== newInstanceId),
  );
