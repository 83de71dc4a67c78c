import { describe, expect, it } from "vitest";
import { stepsWords } from "./step-words.ts";

const own = (body: string): string => `member PATCH /api/v1/cvms/instance-ids ${body}`;

describe("the words for a finding's requests", () => {
  it("leave the operation's own method and path out", () => {
    expect(stepsWords([own("{}")])).toBe("`` member {} ``");
    expect(stepsWords(["none GET /x no body"])).toBe("`` none GET /x no body ``");
  });

  it("say of a request that was sent before which one it is", () => {
    expect(stepsWords([own("{}"), own("{}"), own("[]"), own("{}")])).toBe(
      "`` member {} `` then the same then `` member [] `` then no. 1 again",
    );
  });

  it("abridge a long list", () => {
    const ids = Array.from({ length: 7 }, (_, index) => `id "${index}"`);
    expect(stepsWords([own(JSON.stringify({ cvm_ids: ids, limit: 1 }))])).toBe(
      '`` member {"cvm_ids":["id \\\\"0\\\\"","id \\\\"1\\\\"","id \\\\"2\\\\"", ... 7 in all],"limit":1} ``',
    );
    expect(stepsWords([own('{"cvm_ids":["1","2"]}')])).toBe('`` member {"cvm_ids":["1","2"]} ``');
  });

  it("show what can't be printed without breaking the table", () => {
    expect(stepsWords(["member PATCH /x \u0000\n|\u202e"])).toBe("`` member PATCH /x \\u0000\\n\\|\\u202e ``");
  });

  it("abridge a long string", () => {
    expect(stepsWords([own(JSON.stringify({ note: "x".repeat(100) }))])).toBe(
      '`` member {"note":"xxxxxxxxxxx... 100 characters"} ``',
    );
  });

  it("abridge what repeats itself", () => {
    expect(stepsWords([own("[".repeat(200_000))])).toBe("`` member [[[[... 200000 times  ``");
  });

  it("cut what is too long, and say how long it was", () => {
    expect(stepsWords(["xy".repeat(500)])).toBe(`\`\` ${"xy".repeat(80)}... 1000 characters in all \`\``);
  });
});
