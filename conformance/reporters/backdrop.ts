import type { Contract } from "../../contract/index.ts";
import type { Law } from "../cases/law.ts";
import type { Style } from "./style.ts";

/** What a law says, for reports that explain it. */
export type LawText = Pick<Law, "id" | "says" | "source">;

/** What a rendering may draw on beside the report. */
export interface Backdrop {
  readonly style: Style;
  /** Whether the report for a terminal is to have a row for each law; those alone that need attention where it is left out. */
  readonly isVerbose?: boolean;
  readonly laws: readonly LawText[];
  readonly contract: Contract;
}
