import { writeFile } from "node:fs/promises";
import { wrapProse } from "../mutants/index.ts";
import { libraryOptions } from "./library-options.ts";
import { libraryPage } from "./library-page.ts";

/** `npm run library`: writes the option types of the library from the command's table, and the page of what it exports from the docstrings. */
await writeFile(new URL("../library/table-options.ts", import.meta.url), libraryOptions());
await writeFile(new URL("../docs/library-api.md", import.meta.url), wrapProse(libraryPage()));
