import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { laws } from "./laws.ts";
import { merge } from "./merge.ts";
import { serve } from "./serve.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [check, merge, serve, laws];
