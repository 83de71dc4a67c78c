import { type Caller, demoKeys, type RequestHeaders } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import { changeCaller } from "./change-caller.ts";

/** The key that a request presents as it is read everywhere: in X-API-Key, else as a Bearer token. */
const presentedKey = (headers: RequestHeaders): string | null => {
  const [key, authorization] = [headers["x-api-key"], headers["authorization"]];
  if (typeof key === "string") return key;
  return typeof authorization === "string" ? (/^bearer +(.+)$/i.exec(authorization)?.[1] ?? null) : null;
};

/** Takes a key that is nobody's for a right one where `isTaken` says so. `presented` is by default what a sound server reads of the headers. */
export const changeKeyCheck = (
  isTaken: (presented: string, right: string) => boolean,
  presented: (headers: RequestHeaders) => string | null = presentedKey,
): MutantChange =>
  changeCaller((caller, headers, keys): Caller | null => {
    const key = presented(headers);
    const right = key === null ? undefined : demoKeys.find((candidate) => isTaken(key, candidate.key));
    const known = right === undefined ? undefined : keys.find(({ name }) => name === right.name);
    return (
      caller ??
      (known === undefined ? null : { name: known.name, workspaceId: known.workspaceId, isAdmin: known.isAdmin })
    );
  });
