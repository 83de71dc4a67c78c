// Old JavaScript on purpose: a Node.js too old for the rest must still get as far as the message.

const NEEDED = "24.18.0";

const isOlder = (version, needed) => {
  const have = version.split(".").map(Number);
  const want = needed.split(".").map(Number);
  const place = want.findIndex((number, index) => number !== have[index]);
  return place !== -1 && have[place] < want[place];
};

/** What to say under a Node.js that is too old, or null. */
exports.nodeProblem = () =>
  isOlder(process.versions.node, NEEDED)
    ? `cvm-contract needs Node.js ${NEEDED} or newer, but ${process.execPath} is ${process.version}.\n` +
      "Install a newer one from https://nodejs.org/en/download (or: nvm install 24), then run the command again.\n" +
      "In a project, `npm install --save-dev node@24` is all it takes: `npx cvm-contract` runs on that one.\n" +
      "In a clone of the repository, `npm ci` brings one along: there, run `npx cvm-contract`.\n"
    : null;

/** Throws under a Node.js that is too old. */
exports.requireNode = () => {
  const problem = exports.nodeProblem();
  if (problem === null) return;
  const error = new Error(problem);
  error.code = "NODE_TOO_OLD";
  throw error;
};
