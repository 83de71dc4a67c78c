import { text } from "../options/kinds/text.ts";
import { optional } from "../options/option.ts";
import { COMMENTED_CONFIG_FILE, CONFIG_FILE } from "../options/read-config-file.ts";

/** `--config`, which every command has beside its own options. It names the configuration file, so it can't stand in one. */
export const configOption = optional(
  "config",
  text("FILE"),
  `read flags from this file, JSON with comments; ${CONFIG_FILE} or ${COMMENTED_CONFIG_FILE} in the current folder where not given`,
);
