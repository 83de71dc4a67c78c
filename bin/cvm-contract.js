#!/usr/bin/env node
// Old JavaScript on purpose: a Node.js too old for the rest must still get as far as the message below.

const fs = require("fs");
const path = require("path");
const problem = require("./require-node.js").nodeProblem();

if (problem !== null) {
  process.stderr.write(problem);
  process.exitCode = 2;
} else {
  // Keeps compiled code on disk, which halves the time to start.
  require("module").enableCompileCache();
  // A clone runs its sources; the published package holds built JavaScript alone.
  const isClone = fs.existsSync(path.join(__dirname, "..", "cli", "main.ts"));
  import(isClone ? "../cli/main.ts" : "../dist/cli/main.js")
    .then((command) => command.main(process))
    .catch((error) => {
      // Left alone, Node would end with 1, which says that a law is broken.
      process.stderr.write(`cvm-contract can't start; it may be incompletely installed.\n${error.stack}\n`);
      process.exitCode = 3;
    });
}
