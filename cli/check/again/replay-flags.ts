import type { Context } from "../../context.ts";
import { flagOf, type Option } from "../../options/option.ts";
import type { Settings } from "../../options/settings.ts";
import { shellWord } from "../../text/shell-word.ts";
import { connectionOptions } from "../connection/options.ts";
import { checkOptions as options } from "../options.ts";
import { hiddenHeaders } from "./hidden-headers.ts";

/** What a replay needs of the way to the server. How long it is waited for is no matter of findings; a proxy may have a password, and is read from its variable. */
const { wait: _wait, proxy: _proxy, insecure: _insecure, ...withText } = connectionOptions;
const GIVEN: readonly Option<unknown>[] = [...Object.values(withText), options.keyHeader];

const lastText = (settings: Settings, option: Option<unknown>): readonly string[] => {
  const [text] = settings.textsOf(option);
  return text === undefined ? [] : [`${flagOf(option.name)} ${shellWord(text)}`];
};

const proxyFlag = (settings: Settings): readonly string[] => {
  const given = settings.get(options.proxy);
  if (given === null) return [];
  const { username, password, origin } = new URL(given);
  return [
    username === "" && password === ""
      ? `${flagOf(options.proxy.name)} ${shellWord(origin)}`
      : `${flagOf(options.proxy.name)} "$CVM_CONTRACT_PROXY"`,
  ];
};

/** The flags with which `replay` reaches the server as the run did, secrets as variables of the shell. Keys are read from the environment anyway. */
export const replayFlags = (settings: Settings, context: Pick<Context, "redact">): readonly string[] => {
  const hidden = hiddenHeaders(settings, context);
  const headers = settings.get(options.header).map((line) => {
    const [name = ""] = line.split(":");
    const secret = hidden.get(name.toLowerCase());
    return secret === undefined
      ? `${flagOf(options.header.name)} ${shellWord(line)}`
      : `${flagOf(options.header.name)} "${name}: $${secret.name}"`;
  });
  return [
    ...[...new Set(headers)],
    ...GIVEN.flatMap((option) => lastText(settings, option)),
    ...(settings.get(options.insecure) ? [flagOf(options.insecure.name)] : []),
    ...proxyFlag(settings),
  ];
};
