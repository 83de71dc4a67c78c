const PATCH = / PATCH \/api\/v1\/cvms\/instance-ids /;
const MAX_CHARACTERS = 160;
/** Of a longer list so many elements are shown. */
const SHOWN_OF_LIST = 3;

const LIST_OF_STRINGS = /\[(?:"(?:[^"\\]|\\.)*",?)+\]/g;
const STRING = /"(?:[^"\\]|\\.)*"/g;

/** A list of strings with what is in the middle left out. */
const shortList = (list: string): string => {
  const elements = list.match(STRING) ?? [];
  return elements.length <= 2 * SHOWN_OF_LIST
    ? list
    : `[${elements.slice(0, SHOWN_OF_LIST).join()}, ... ${elements.length} in all]`;
};

const MAX_STRING = 60;
const SHOWN_OF_STRING = 12;

/** A string with its end left out. */
const shortString = (string: string): string =>
  string.length <= MAX_STRING ? string : `${string.slice(0, SHOWN_OF_STRING)}... ${string.length - 2} characters"`;

/** One character this often or more in a row. */
const RUN = /(.)\1{39,}/g;
const SHOWN_OF_RUN = 4;

const shortRun = (run: string): string => `${run.slice(0, SHOWN_OF_RUN)}... ${run.length} times `;

const printable = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** One request of a finding as it stands on the page: the operation's own method and path go without saying, and what is long is abridged. */
const stepWords = (step: string): string => {
  const short = printable(
    step
      .replace(PATCH, " ")
      .replaceAll(LIST_OF_STRINGS, shortList)
      .replaceAll(STRING, shortString)
      .replaceAll(RUN, shortRun),
  );
  const cut =
    short.length > MAX_CHARACTERS ? `${short.slice(0, MAX_CHARACTERS)}... ${step.length} characters in all` : short;
  return `\`\` ${cut.replaceAll("|", "\\|")} \`\``;
};

/** The requests of a finding, in Markdown that a table can hold. */
export const stepsWords = (steps: readonly string[]): string => {
  const told: string[] = [];
  for (const [index, step] of steps.entries()) {
    const same = steps.indexOf(step);
    if (same === index) told.push(stepWords(step));
    else told.push(same === index - 1 ? "the same" : `no. ${same + 1} again`);
  }
  return told.join(" then ");
};
