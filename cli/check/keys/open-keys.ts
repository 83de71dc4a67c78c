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

/** Throws `UsageError` where two of the keys are one and the same: no law could tell their callers apart, and some would hold or break for that. */
const requireApart = (keys: Keys, memberName: string, settings: Settings): void => {
  const named = [
    { key: keys.member, name: memberName },
    { key: keys.admin, name: settings.nameOf(options.adminKey) },
    { key: keys.other, name: settings.nameOf(options.otherKey) },
  ].filter(({ key }) => key !== null);
  for (const [index, { key, name }] of named.entries()) {
    const same = named.slice(0, index).find((earlier) => earlier.key === key);
    if (same !== undefined)
      throw new UsageError(
        `${same.name} and ${name} carry the same key, so that no law can tell the two callers apart. Give ${name} the key of another caller, or leave it out.`,
      );
  }
};

/** The keys that the user gave, the member's by a command where one was named. Throws `UsageError` where that gives none, or two are the same. */
export const openKeys = async (settings: Settings, context: Context): Promise<OpenKeys> => {
  const given: Keys = {
    member: settings.get(options.apiKey),
    admin: settings.get(options.adminKey),
    other: settings.get(options.otherKey),
  };
  const command = settings.get(options.apiKeyCommand);
  if (command === null) {
    requireApart(given, settings.nameOf(options.apiKey), settings);
    return { keys: given, renewKey: null };
  }
  if (given.member !== null)
    throw new UsageError(
      `${settings.nameOf(options.apiKey)} and ${settings.nameOf(options.apiKeyCommand)} both give the member's key. Give one of them.`,
    );
  const commanded = await openKeyCommand(command, context);
  requireApart({ ...given, member: commanded.key() }, settings.nameOf(options.apiKeyCommand), settings);
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
