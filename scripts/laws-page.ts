import { wrapProse } from "../mutants/index.ts";
import type { Law, LawFolder, RelationLaw } from "../conformance/index.ts";

/** A chapter of the page and the laws that belong to it, by their folder. */
interface Chapter {
  readonly title: string;
  readonly intro: string;
  readonly holds: (law: Law, folder: string) => boolean;
}

const isInPhase = (law: Law, phase: RelationLaw["phase"]): boolean => law.kind === "relation" && law.phase === phase;

const CHAPTERS: readonly Chapter[] = [
  {
    title: "The contract",
    intro: "What any operation of an OpenAPI 3.1 document owes.",
    holds: (law, folder) => folder === "contract" && !isInPhase(law, "access"),
  },
  {
    title: "One answer's arithmetic",
    intro: "What one answer of the instance-ids operation owes to itself and to the request.",
    holds: (law, folder) => folder === "instance-ids" && law.kind === "exchange",
  },
  {
    title: "Requests compared",
    intro: "What several previews of the instance-ids operation owe to each other.",
    holds: (law, folder) => folder === "instance-ids" && isInPhase(law, "relations"),
  },
  {
    title: "Access",
    intro: "Who may ask, and what of. Needs the keys.",
    holds: (law) => isInPhase(law, "access"),
  },
  {
    title: "Requests that write",
    intro: "What is stored afterwards. Sent only with `--allow-writes`.",
    holds: (law) => isInPhase(law, "writes"),
  },
];

const HEAD = `# The laws

Written by \`scripts/write-laws.ts\` from the laws themselves; do not edit.

Each law is named by what holds on a server that gets it right, and is tried from outside, over HTTP. Its level says what breaking it means:

- **must**: the contract's own words are broken, and the gate fails.
- **should**: a client, HTTP or common sense is let down. The gate fails only with \`--fail-on should\`.
- **reference**: our own implementation promises it, nobody else has to. Looked at only with \`--profile reference\`.

Behind every verdict stands its **evidence**: the number of times that the law could have been seen to fail. Without any, the law counts as
\`not exercised\` and says what it would take. The contract speaks of **well-formed** requests only: its method and path, a JSON content type, and a body in
I-JSON (RFC 7493), at most 64 levels deep and 1 MiB long. \`cvm-contract laws NAME\` shows a law with examples of holding and breaking.
`;

const inCell = (text: string): string => text.replaceAll("|", "\\|");

const table = (laws: readonly Law[]): string =>
  [
    "| law | level | says |",
    "| --- | --- | --- |",
    ...laws.map(({ id, level, says }) => `| [${id}](#${id}) | ${level} | ${inCell(says)} |`),
  ].join("\n");

const section = ({ id, level, says, source, missing }: Law): string =>
  [`### ${id}`, "", `**${level}.** ${says}`, "", `- Source: ${source}`, `- Evidence: ${missing}`].join("\n");

const chapterText = ({ title, intro }: Chapter, laws: readonly Law[]): string =>
  [`## ${title}`, intro, table(laws), ...laws.map(section)].join("\n\n");

/** docs/laws.md: every law in a table by chapter and in a section of its own, with level, sentence, source and what it needs. */
export const lawsPage = (folders: readonly LawFolder[]): string => {
  const chapters = CHAPTERS.flatMap((chapter) => {
    const own = folders.flatMap(({ name, laws }) => laws.filter((law) => chapter.holds(law, name)));
    return own.length === 0 ? [] : [chapterText(chapter, own)];
  });
  return wrapProse(`${[HEAD, ...chapters].join("\n")}\n`);
};
