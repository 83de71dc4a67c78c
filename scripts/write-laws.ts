import { writeFile } from "node:fs/promises";
import { loadLawFolders } from "../conformance/index.ts";
import { lawsPage } from "./laws-page.ts";

await writeFile(new URL("../docs/laws.md", import.meta.url), lawsPage(await loadLawFolders()));
