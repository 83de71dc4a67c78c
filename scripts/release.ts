import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { changedFiles } from "./release/changed-files.ts";
import { CHECKSUMS, packPackages } from "./release/pack-packages.ts";

/**
 * `npm run release`: what is handed to others, from a clean clone into release/: both packages as tarballs, their checksums, and, where
 * Docker or Podman runs, an image of each.
 */

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..");
const FOLDER = join(ROOT, "release");

/** The program that builds images here, or null where none is there, or none that has its service running. */
const imageBuilder = async (): Promise<string | null> => {
  for (const program of ["docker", "podman"])
    if (
      await run(program, ["info"]).then(
        () => true,
        () => false,
      )
    )
      return program;
  return null;
};

const buildImage = async (program: string, stage: string, tag: string): Promise<void> => {
  const args = ["build", "--file", join(ROOT, "Containerfile"), "--target", stage, "--tag", tag, FOLDER];
  const [code] = await once(spawn(program, args, { stdio: "inherit" }), "close");
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}.`);
  console.log(`${tag} (image, in ${program})`);
};

const release = async (): Promise<void> => {
  const tarballs = await packPackages(ROOT, FOLDER);
  for (const { file } of tarballs) console.log(join("release", file));
  console.log(join("release", CHECKSUMS));
  const program = await imageBuilder();
  if (program === null) console.log("No image was built: neither docker nor podman runs here.");
  else
    for (const { name, file } of tarballs)
      await buildImage(program, name, file.replace(`${name}-`, `${name}:`).replace(/\.tgz$/, ""));
};

const changed = await changedFiles(ROOT);
if (changed.length > 0) {
  console.error(
    `These differ from what is committed:\n${changed.join("\n")}\nCommit or remove them: a release can be made again from its commit.`,
  );
  process.exitCode = 2;
} else {
  await rm(FOLDER, { recursive: true, force: true });
  await release();
}
