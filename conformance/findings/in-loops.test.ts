import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { inLoops } from "./in-loops.ts";

const run = promisify(execFile);

describe("lines that send the same again and again", () => {
  it("are one loop, and do what they did", async () => {
    const lines = ["echo a", "echo b", "echo b", ...Array.from({ length: 16 }, () => "{ printf c; } | cat"), "echo a"];
    const looped = inLoops(lines);
    expect(looped).toEqual([
      "echo a",
      "echo b",
      "echo b",
      "for _ in $(seq 16); do { printf c; } | cat; done",
      "echo a",
    ]);
    const [plain, short] = await Promise.all([lines, looped].map((all) => run("sh", ["-c", all.join("\n")])));
    expect(short?.stdout).toBe(plain?.stdout);
  });

  it("may each send several at once", async () => {
    const [line = ""] = inLoops(Array.from({ length: 3 }, () => "echo a & echo a & wait"));
    expect((await run("sh", ["-c", line])).stdout).toBe("a\n".repeat(6));
  });
});
