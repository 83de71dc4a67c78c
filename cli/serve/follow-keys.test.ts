import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type FollowedKeys, followKeys } from "./follow-keys.ts";

let folder = "";
let followed: FollowedKeys | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
});

afterEach(async () => {
  followed?.close();
  followed = null;
  await rm(folder, { recursive: true, force: true });
});

const keysOf = (...names: readonly string[]): string =>
  JSON.stringify(names.map((name) => ({ name, key: `key-of-${name}`, workspace: "home" })));

it("follows a file that is written anew or replaced, keeps the keys while it is broken, and shows none", async () => {
  const path = join(folder, "keys.json");
  await writeFile(path, keysOf("ann"));
  const news: string[] = [];
  const keys = await followKeys("keys.json", { folder }, (one) => news.push(one), 5);
  followed = keys;
  const names = () => keys.now().map(({ name }) => name);
  expect(names()).toEqual(["ann"]);

  await writeFile(path, keysOf("ann", "bob"));
  await vi.waitFor(() => expect(names()).toEqual(["ann", "bob"]));
  expect(news).toEqual(["The keys of keys.json were read again: ann, bob."]);

  await writeFile(path, keysOf("carol").slice(0, -1));
  await vi.waitFor(() => expect(news.at(-1)).toMatch(/^The keys stay as they were. keys.json is not JSON/));
  await rm(path);
  await vi.waitFor(() => expect(news.at(-1)).toContain("there is no such file"));
  expect(names()).toEqual(["ann", "bob"]);

  await writeFile(join(folder, "next.json"), keysOf("carol"));
  await rename(join(folder, "next.json"), path);
  await vi.waitFor(() => expect(names()).toEqual(["carol"]));
  expect(news.join()).not.toContain("key-of-");
});

it("says so where a file holds no key any more", async () => {
  const path = join(folder, "keys.json");
  await writeFile(path, keysOf("ann"));
  const news: string[] = [];
  followed = await followKeys("keys.json", { folder }, (one) => news.push(one), 5);
  await writeFile(path, "[]");
  await vi.waitFor(() => expect(news).toEqual(["The keys of keys.json were read again: none."]));
});

it("refuses a file that can't be read at the start", async () => {
  await expect(followKeys("none.json", { folder }, () => {})).rejects.toThrow("there is no such file");
});
