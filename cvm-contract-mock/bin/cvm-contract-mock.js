#!/usr/bin/env node
// `cvm-contract mock`, in one word.

const path = require("path");

process.argv.splice(2, 0, "mock");
require(path.join(path.dirname(require.resolve("cvm-contract/package.json")), "bin", "cvm-contract.js"));
