#!/usr/bin/env node
// Old JavaScript on purpose: a Node.js too old for the rest must still get as far as the message below.

const fs = require("fs");
const path = require("path");

const NEEDED = "24.18.0";

const isOlder = (version, needed) => {
  const have = version.split(".").map(Number);
  const want = needed.split(".").map(Number);
  const place = want.findIndex((number, index) => number !== have[index]);
  return place !== -1 && have[place] < want[place];
};

if (isOlder(process.versions.node, NEEDED)) {
  process.stderr.write(
    `cvm-contract needs Node.js ${NEEDED} or newer, but ${process.execPath} is ${process.version}.\n` +
      "Install a newer one from https://nodejs.org/en/download (or: nvm install 24), then run the command again.\n" +
      "In a clone of the repository, `npm ci` brings one along: there, run `npx cvm-contract`.\n",
  );
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
