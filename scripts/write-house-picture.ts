import { readFile, writeFile } from "node:fs/promises";
import { housePicture, importGraph, readSourceFiles, withPicture } from "../mutants/index.ts";

const PAGE = new URL("../docs/architecture.md", import.meta.url);

const graph = importGraph(await readSourceFiles());
await writeFile(PAGE, withPicture(await readFile(PAGE, "utf8"), housePicture(graph)));
