import { headerWithKey, type Keys, type RenewKey } from "../../../conformance/index.ts";
import type { Context } from "../../context.ts";
import type { Settings } from "../../options/settings.ts";
import { UsageError } from "../../options/usage-error.ts";
import { checkOptions as options } from "../options.ts";
import { openKeyCommand } from "./open-key-command.ts";

/** The keys of a run. That of a member changes when it is renewed. */
export interface OpenKeys {
  readonly keys: Keys;
  /** Null where no key can be renewed. */
  readonly renewKey: RenewKey | null;
}

/** The keys that the user gave, the member's by a command where one was named. Throws `UsageError` where that gives none. */
export const openKeys = async (settings: Settings, context: Context): Promise<OpenKeys> => {
  const given: Keys = {
    member: settings.get(options.apiKey),
    admin: settings.get(options.adminKey),
    other: settings.get(options.otherKey),
  };
  const command = settings.get(options.apiKeyCommand);
  if (command === null) return { keys: given, renewKey: null };
  if (given.member !== null)
    throw new UsageError(
      `${settings.nameOf(options.apiKey)} and ${settings.nameOf(options.apiKeyCommand)} both give the member's key. Give one of them.`,
    );
  const commanded = await openKeyCommand(command, context);
  const keyHeader = settings.get(options.keyHeader);
  return {
    keys: {
      ...given,
      get member() {
        return commanded.key();
      },
    },
    renewKey: async (credential, headers) => {
      if (credential !== "member") return false;
      const key = commanded.key();
      const [name, value] = headerWithKey(keyHeader, key);
      // Renewed meanwhile by somebody else.
      return headers[name] === value ? commanded.renew(key) : true;
    },
  };
};
