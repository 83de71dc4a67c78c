/** What stands in a new law's place of the imports: the package from outside, the sources inside the project's repository. */
const PACKAGE_IMPORTS = [
  'import { answered, defineLaw, exampleAnswer, exampleItem, held, judged, notExercised, refreshAnswer } from "cvm-contract";',
];

const SOURCE_IMPORTS = [
  'import { held, judged, notExercised } from "../../cases/judgement.ts";',
  'import { defineLaw } from "../define-law.ts";',
  'import { answered } from "../example.ts";',
  'import { exampleAnswer, exampleItem } from "../example-answer.ts";',
  'import { refreshAnswer } from "./reading/refresh-answer.ts";',
];

/** The mutant that a new law of the repository's is to catch, by the law's name. */
export const mutantNameOf = (id: string): string => `breaks-${id}`;

/** A law to start from: one that works, about the line breaks in a reason. `mutant` is what it kills, null from outside. */
export const lawTemplate = (id: string, mutant: string | null): string =>
  [
    ...(mutant === null ? PACKAGE_IMPORTS : SOURCE_IMPORTS),
    "",
    "// A law that works, to be made into yours. It is refused as long as its own examples, at the end, contradict it.",
    "export default defineLaw({",
    `  id: "${id}",`,
    "  // must: the contract's text says so. should: clients or plain sense do. reference: only your own server promises it.",
    '  level: "should",',
    '  says: "The reason of an item is a single line.",',
    '  source: "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/reason; logs have a line for each.",',
    '  missing: "Needs an answer with an item that gives a reason, as can be had of a sound server where a request names a CVM that does not exist.",',
    ...(mutant === null ? [] : [`  kills: ["${mutant}"],`]),
    "  judge: (reading) => {",
    "    const items = refreshAnswer(reading)?.items.filter(({ reason }) => reason !== null) ?? [];",
    "    // Without such an item it could not have failed: that is no evidence.",
    "    if (items.length === 0) return notExercised;",
    '    const bad = items.find(({ reason }) => reason?.includes("\\n"));',
    "    if (bad === undefined) return held;",
    "    return judged([",
    "      {",
    '        message: "The reason of an item has a line break in it.",',
    '        expected: "a single line",',
    "        actual: JSON.stringify(bad.reason),",
    "        // Equal for two requests that show the same bug.",
    '        discriminator: "line break",',
    "      },",
    "    ]);",
    "  },",
    '  holds: [answered({}, { json: exampleAnswer([exampleItem({ reason: "not_running" })]) })],',
    '  broken: [answered({}, { json: exampleAnswer([exampleItem({ reason: "not\\nrunning" })]) })],',
    "});",
    "",
  ].join("\n");

/** The mutant of a new law: the reference with the bug that the law is about. */
export const mutantTemplate = (id: string): string =>
  [
    'import { changeSentItem } from "../../changes/change-reply.ts";',
    'import { defineMutant } from "../../define-mutant.ts";',
    "",
    "export default defineMutant({",
    `  name: "${mutantNameOf(id)}",`,
    '  bug: "A reason goes over two lines.",',
    "  changes: changeSentItem((item) =>",
    '    typeof item.reason === "string" ? { ...item, reason: item.reason.concat("\\n(see the log)") } : item,',
    "  ),",
    `  killedBy: ["${id}"],`,
    "});",
    "",
  ].join("\n");
