import { describe, expect, it } from "vitest";
import { shareNextCall } from "./share-next-call.ts";

/** A shared call whose starts and answers are in the test's hand. */
const scripted = () => {
  const calls: { readonly questions: readonly string[]; readonly answer: PromiseWithResolvers<string> }[] = [];
  const starts: (() => void)[] = [];
  const ask = shareNextCall(
    (questions: readonly string[]) => {
      const answer = Promise.withResolvers<string>();
      calls.push({ questions: [...questions], answer });
      return answer.promise;
    },
    () => new Promise((resolve) => starts.push(resolve)),
  );
  const settled = (): Promise<void> => new Promise(setImmediate);
  const start = async (): Promise<void> => {
    starts.shift()?.();
    await settled();
  };
  const asked = (): readonly (readonly string[])[] => calls.map(({ questions }) => questions);
  return { calls, starts, ask, start, settled, asked };
};

describe("a shared call", () => {
  it("is one for all who ask before it starts", async () => {
    const { calls, starts, ask, start, settled, asked } = scripted();
    const answers = [ask("a"), ask("b")];
    await settled();
    answers.push(ask("c"));
    expect([starts.length, asked()]).toEqual([1, []]);
    await start();
    expect(asked()).toEqual([["a", "b", "c"]]);
    calls[0]?.answer.resolve("yes");
    expect(await Promise.all(answers)).toEqual(["yes", "yes", "yes"]);
  });

  it("never answers a question that was asked after it started", async () => {
    const { calls, ask, start, settled, asked } = scripted();
    const first = ask("a");
    await start();
    const late = [ask("b"), ask("c")];
    await start();
    expect(asked()).toEqual([["a"]]);
    calls[0]?.answer.resolve("old");
    expect(await first).toBe("old");
    await settled();
    late.push(ask("d"));
    await start();
    expect(asked()).toEqual([["a"], ["b", "c", "d"]]);
    calls[1]?.answer.resolve("new");
    expect(await Promise.all(late)).toEqual(["new", "new", "new"]);
  });

  it("can be made again after all have been answered", async () => {
    const { calls, ask, start, settled } = scripted();
    const first = ask("a");
    await start();
    calls[0]?.answer.resolve("1");
    await first;
    await settled();
    const second = ask("b");
    await start();
    calls[1]?.answer.resolve("2");
    expect(await second).toBe("2");
  });

  it("that fails, fails for those who shared it and for nobody else", async () => {
    const { calls, ask, start, settled } = scripted();
    const first = ask("a");
    await start();
    const second = ask("b");
    calls[0]?.answer.reject(new Error("no"));
    await expect(first).rejects.toThrow("no");
    await settled();
    await start();
    calls[1]?.answer.resolve("yes");
    expect(await second).toBe("yes");
  });
});
