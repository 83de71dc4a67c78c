import type { Law, LawFolder } from "../conformance/index.ts";

/** A chapter of the page: the laws of one folder and kind. */
interface Chapter {
  readonly title: string;
  readonly intro: string;
  readonly folder: string;
  readonly kind: Law["kind"] | "any";
}

const CHAPTERS: readonly Chapter[] = [
  {
    title: "The contract",
    intro: "What any operation of an OpenAPI 3.1 document owes.",
    folder: "contract",
    kind: "any",
  },
  {
    title: "One answer's arithmetic",
    intro: "What one answer of the instance-ids operation owes to itself and to the request.",
    folder: "instance-ids",
    kind: "exchange",
  },
  {
    title: "Requests compared",
    intro: "What several answers of the instance-ids operation owe to each other.",
    folder: "instance-ids",
    kind: "relation",
  },
];

const HEAD = `# The laws

Written by \`scripts/write-laws.ts\` from the laws themselves; do not edit.

What the harness holds a server to, black-box, over HTTP. A law's name is the sentence that is true of a good server. Three levels:

- **must**: follows from the contract's text. Breaking one fails the gate.
- **should**: what the official clients, HTTP or plain sense ask for. Fails the gate with \`--fail-on should\`.
- **reference**: the reference implementation's own promise. Checked only with \`--profile reference\`.

A law counts its **evidence**: how often its premise held and it could have failed. One without evidence is \`not exercised\`, never \`passed\`,
and what it needs is said. The contract speaks of **well-formed** requests only: its method and path, a JSON content type, and a body in
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
    const laws = folders.find(({ name }) => name === chapter.folder)?.laws ?? [];
    const own = laws.filter(({ kind }) => chapter.kind === "any" || kind === chapter.kind);
    return own.length === 0 ? [] : [chapterText(chapter, own)];
  });
  return `${[HEAD, ...chapters].join("\n")}\n`;
};
