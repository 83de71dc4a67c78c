// cvm-contract/vitest.

import { load } from "./load.mjs";

export const { conformance } = await load("vitest");
