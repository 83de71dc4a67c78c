import { join } from "node:path";
import type { Command } from "./command.ts";
import { EXIT } from "./exit-code.ts";
import { ciFiles } from "./init/ci-files.ts";
import { configText } from "./init/config-text.ts";
import { packageAddress } from "./init/package-address.ts";
import { lookAround, type Repository } from "./init/repository.ts";
import { optional } from "./options/option.ts";
import { COMMENTED_CONFIG_FILE, CONFIG_FILE } from "./options/read-config-file.ts";
import { UsageError } from "./options/usage-error.ts";
import { isThere, writeNewFiles } from "./output/write-new-files.ts";
import { TOOL_NAME, toolVersion } from "./process/tool.ts";
import { shellWord } from "./text/shell-word.ts";
import { wrap } from "./text/wrap.ts";

const packageOption = optional(
  "package",
  packageAddress,
  "where CI gets this package: the path of its tarball in the repository, or a URL; where not given, as package.json has it, else ./vendor/cvm-contract-VERSION.tgz",
);

/** What package.json says is taken over where CI can follow it: a tarball by path or URL. */
const addressOfDependency = ({ dependency }: Repository): string | null => {
  const decoded = packageAddress.decode(dependency?.replace(/^file:/, ""));
  return decoded.isValid ? decoded.value : null;
};

/** What is left to do, and the command that does it: a line of its own, to be pasted as it is. */
interface Step {
  readonly text: string;
  readonly command?: string;
}

const packageStep = async (address: string, folder: string): Promise<Step> => {
  if (!address.startsWith("./")) return { text: `CI installs the package from ${address}.` };
  const path = address.slice(2);
  const command = `git add --force ${shellWord(path)}`;
  return (await isThere(join(folder, path)))
    ? { text: `CI installs the package from ${path}: commit it.`, command }
    : {
        text: `Put the package at ${path} and commit it: it is in no registry, and CI installs it from there. \`npm run release\` in a clone of ${TOOL_NAME} makes it. If you have it elsewhere, delete what was written and run init with --package PATH or URL.`,
        command,
      };
};

/** A step in lines of a terminal's width, under its number. */
const stepLines = ({ text, command }: Step, number: number, columns: number): readonly string[] => [
  ...wrap(text, columns - 3).map((line, row) => `${row === 0 ? `${number}.` : "  "} ${line}`),
  ...(command === undefined ? [] : ["", `     ${command}`, ""]),
];

const refuseSubfolder = ({ root }: Repository, folder: string): void => {
  if (root !== null && root !== folder)
    throw new UsageError(
      `This folder lies in the repository ${root}, and CI heeds files at its root alone. Run init there.`,
    );
};

/** `cvm-contract init`, which sets a repository up. The configuration file that it writes has the keys of `commands`. */
export const initFor = (commands: readonly Command[]): Command => ({
  name: "init",
  summary: `writes ${COMMENTED_CONFIG_FILE} with every key explained, and a GitHub workflow or GitLab job that checks a server`,
  operands: null,
  options: [packageOption],
  notes: [
    "Which CI it writes for it sees by .github, .gitlab-ci.yml or the address of a Git remote; where these name both, or none, it writes for both. It overwrites nothing: where one of the files is there already, it names it and writes none.",
  ],
  run: async (settings, { folder, stdout }) => {
    const repository = await lookAround(folder, TOOL_NAME);
    refuseSubfolder(repository, folder);
    const version = await toolVersion();
    const address =
      settings.get(packageOption) ?? addressOfDependency(repository) ?? `./vendor/${TOOL_NAME}-${version}.tgz`;
    const ci = await ciFiles(repository, address, folder);
    const config = {
      path: COMMENTED_CONFIG_FILE,
      text: configText(commands, `${TOOL_NAME} init, ${version}`),
    };
    if (await isThere(join(folder, CONFIG_FILE)))
      throw new UsageError(
        `${CONFIG_FILE} is there already. Move it out of the way, or go on with it: nothing was written.`,
      );
    const files = [config, ...ci];
    await writeNewFiles(
      files.map(({ path, text }) => ({ path: join(folder, path), text })),
      folder,
      "Nothing was written. Move it out of the way, or go on with it.",
    );
    const steps: readonly Step[] = [
      await packageStep(address, folder),
      ...ci.map(({ toDo }) => ({ text: toDo })),
      {
        text: "Take a first look at the server from here, with both variables set:",
        command: `npx --yes --package=${shellWord(address)} ${TOOL_NAME} check --target "$CVM_CONTRACT_TARGET" --look`,
      },
    ];
    const both: readonly Step[] =
      ci.length > 1
        ? [{ text: "There are files for GitHub and for GitLab: delete that of the one that you don't use." }]
        : [];
    stdout.write(
      [
        ...files.map(({ path }) => `Wrote ${path}.`),
        "",
        ...[...both, ...steps].flatMap((step, index) => stepLines(step, index + 1, stdout.columns)),
        "",
      ].join("\n"),
    );
    return EXIT.conforms;
  },
});
