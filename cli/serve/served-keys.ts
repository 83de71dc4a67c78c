import type { ApiKey } from "../../reference-impl/index.ts";
import type { Settings } from "../options/settings.ts";
import { UsageError } from "../options/usage-error.ts";
import { followKeys, namesOf } from "./follow-keys.ts";
import { serveOptions as options } from "./options.ts";

/** The keys that a server takes, and how to tell of them. Keys of the user's own are told by name only. */
export interface ServedKeys {
  readonly now: () => readonly ApiKey[];
  readonly label: string;
  readonly close: () => void;
}

/** The keys of the file that was named, as it changes, or else the demo keys. Throws `UsageError`; `tell` is told what changed. */
export const servedKeys = async (
  settings: Settings,
  folder: string,
  tell: (news: string) => void,
): Promise<ServedKeys> => {
  const path = settings.get(options.keys);
  if (path !== null) {
    const followed = await followKeys(path, { folder }, tell);
    return { ...followed, label: `${namesOf(followed.now())} (from ${path})` };
  }
  if (settings.get(options.fleet).kind === "file")
    throw new UsageError("A fleet of your own needs keys of its own: name a file of them with --keys.");
  const { decodeKeys, demoKeys } = await import("../../reference-impl/index.ts");
  const keys = decodeKeys(demoKeys);
  return {
    now: () => keys,
    label: demoKeys
      .map(({ key, workspace, admin }) => `${key} (${admin ? "admin of" : "member of"} ${workspace})`)
      .join(", "),
    close: () => {},
  };
};
