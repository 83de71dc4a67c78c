export { changedFiles } from "./release/changed-files.ts";
export { CHECKSUMS, packPackages, type Tarball } from "./release/pack-packages.ts";
export { serveTarballs, type TarballService } from "./release/serve-tarballs.ts";
