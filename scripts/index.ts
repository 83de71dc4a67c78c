export { changedFiles } from "./release/changed-files.ts";
export { CHECKSUMS, packPackages, type Tarball } from "./release/pack-packages.ts";
export { type Packed, type TarballsOnDemand, tarballsOnDemand } from "./release/tarballs-on-demand.ts";
