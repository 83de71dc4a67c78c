import { onOff } from "../options/kinds/on-off.ts";
import { text } from "../options/kinds/text.ts";
import { option, optional } from "../options/option.ts";

/** The option table of `keys`. */
export const keysOptions = {
  keys: optional("keys", text("FILE"), "the JSON file of keys that serve --keys takes"),
  name: optional("name", text("NAME"), "what the key is called, in lists and logs"),
  workspace: optional("workspace", text("ID"), "the workspace that a new key belongs to"),
  admin: option("admin", onOff, "a new key may name CVMs of any workspace", false),
};
