import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { fuzz } from "./fuzz.ts";
import { initFor } from "./init.ts";
import { keys } from "./keys.ts";
import { laws } from "./laws.ts";
import { merge } from "./merge.ts";
import { mock } from "./mock.ts";
import { proxy } from "./proxy.ts";
import { replay } from "./replay.ts";
import { serve } from "./serve.ts";

const configured: readonly Command[] = [check, fuzz, replay, merge, proxy, serve, keys, mock, laws];

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [...configured, initFor(configured)];
