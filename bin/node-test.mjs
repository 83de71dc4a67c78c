// cvm-contract/node-test.

import { load } from "./load.mjs";

export const { conformance } = await load("node-test");
