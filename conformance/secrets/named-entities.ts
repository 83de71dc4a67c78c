/** The HTML entities that stand for a character of ASCII. Source: HTML, section 13.5, "Named character references". */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["Tab", "\t"],
  ["NewLine", "\n"],
  ["excl", "!"],
  ["quot", '"'],
  ["QUOT", '"'],
  ["num", "#"],
  ["dollar", "$"],
  ["percnt", "%"],
  ["amp", "&"],
  ["AMP", "&"],
  ["apos", "'"],
  ["lpar", "("],
  ["rpar", ")"],
  ["ast", "*"],
  ["midast", "*"],
  ["plus", "+"],
  ["comma", ","],
  ["period", "."],
  ["sol", "/"],
  ["colon", ":"],
  ["semi", ";"],
  ["lt", "<"],
  ["LT", "<"],
  ["equals", "="],
  ["gt", ">"],
  ["GT", ">"],
  ["quest", "?"],
  ["commat", "@"],
  ["lsqb", "["],
  ["lbrack", "["],
  ["bsol", "\\"],
  ["rsqb", "]"],
  ["rbrack", "]"],
  ["Hat", "^"],
  ["lowbar", "_"],
  ["UnderBar", "_"],
  ["grave", "`"],
  ["DiacriticalGrave", "`"],
  ["lcub", "{"],
  ["lbrace", "{"],
  ["verbar", "|"],
  ["vert", "|"],
  ["VerticalLine", "|"],
  ["rcub", "}"],
  ["rbrace", "}"],
]);

interface Branch {
  readonly next: Map<number, Branch>;
  code: number | null;
}

const branch = (): Branch => ({ next: new Map(), code: null });

/** Names letter by letter, without `&` and `;`: `code` is that of the character that the letters until here stand for, null where they are no name. */
export type EntityNames = Readonly<Pick<Branch, "code">> & { readonly next: ReadonlyMap<number, EntityNames> };

const treeOfNames = (): EntityNames => {
  const root = branch();
  for (const [name, char] of ENTITIES) {
    let at = root;
    for (let index = 0; index < name.length; index += 1) {
      const letter = name.charCodeAt(index);
      const next = at.next.get(letter) ?? branch();
      at.next.set(letter, next);
      at = next;
    }
    at.code = char.charCodeAt(0);
  }
  return root;
};

export const ENTITY_NAMES: EntityNames = treeOfNames();
