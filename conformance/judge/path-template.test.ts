import { expect, it } from "vitest";
import { matchesTemplate } from "./path-template.ts";

it.each([
  ["/a/b", "/a/b", true],
  ["/a/b", "/a/b/", false],
  ["/a/b", "/A/b", false],
  ["/a/{id}/b", "/a/7/b", true],
  ["/a/{id}/b", "/a//b", false],
  ["/a/{id}", "/a/7/b", false],
  ["/a/{id}", "/b/7", false],
  ["/a/{id}.json/{b}", "/a/7.json/8", false],
])("the template %s and the path %s: %s", (template, path, matches) => {
  expect(matchesTemplate(template, path)).toBe(matches);
});
