/** Each law about one answer of the operation, as statements about its `body`, and where they name them the request's `options`. */
export const bodyChecks: Readonly<Record<string, readonly string[]>> = {
  "conflict-names-what-it-found": [
    'for (const item of body.items.filter(({ status }) => status === "conflict")) {',
    '  expect(isNamed(item.new_instance_id), "a conflict names the id that was found").toBe(true);',
    '  expect(item.new_instance_id, "and it is another than the one stored").not.toBe(item.old_instance_id);',
    "}",
  ],
  "counts-are-not-negative": [
    'for (const name of ["total", "scanned", ...Object.keys(COUNTERS)]) expect(body[name], name).toBeGreaterThanOrEqual(0);',
  ],
  "counts-sum-to-scanned": ['expect(sumOfCounters(body), "the sum of the counters").toBe(Number(body.scanned));'],
  "each-cvm-once": [
    "const cvms = ofCvms(body).map((item) => String(item.cvm_id));",
    'expect(cvms, "each CVM once").toEqual([...new Set(cvms)]);',
  ],
  "failure-has-a-reason": [
    'for (const item of body.items.filter(({ status }) => ["skipped", "conflict", "error"].includes(status)))',
    '  expect(isNamed(item.reason), item.identifier + " is " + item.status + " for a reason").toBe(true);',
  ],
  "identifier-is-given-back": [
    "for (const item of body.items.filter(({ cvm_id }) => !(cvm_id > 0))) expect(options.cvm_ids).toContain(item.identifier);",
  ],
  "identifier-names-its-cvm": [
    "const named = new Set(ofCvms(body).map((item) => String(item.cvm_id)).filter((cvm) => options.cvm_ids.includes(cvm)));",
    "for (const item of ofCvms(body).filter(({ identifier }) => named.has(identifier)))",
    "  expect(String(item.cvm_id)).toBe(item.identifier);",
  ],
  "ids-look-like-ids": [
    "for (const id of body.items.flatMap((item) => [item.old_instance_id, item.new_instance_id]))",
    '  if (typeof id === "string") expect(id).toMatch(/^[0-9a-f]{40}$/);',
  ],
  "items-number-scanned": ['expect(body.items.length, "the number of items").toBe(Number(body.scanned));'],
  "missing-only-means-missing": [
    "for (const item of body.items.filter((one) => isNamed(one.old_instance_id)))",
    '  expect(["updated", "unchanged", "conflict"], item.identifier + " had an id").not.toContain(item.status);',
  ],
  "no-id-for-two-cvms": [
    "const afterwards = ({ status, old_instance_id, new_instance_id }) =>",
    '  status === "updated" ? new_instance_id : status === "unchanged" ? (new_instance_id ?? old_instance_id) : null;',
    "const told = ofCvms(body).filter((item) => isNamed(afterwards(item)));",
    "const canonical = (item) => afterwards(item).trim().toLowerCase();",
    'for (const item of told.filter(({ status }) => status === "updated")) {',
    "  const holders = told.filter((other) => canonical(other) === canonical(item));",
    "  expect(new Set(holders.map((holder) => String(holder.cvm_id))).size, canonical(item)).toBe(1);",
    "}",
  ],
  "no-overwrite-without-leave": [
    "for (const item of body.items.filter((one) => isNamed(one.old_instance_id)))",
    '  expect(item.status, item.identifier + " had an id").not.toBe("updated");',
  ],
  "no-source-no-update": [
    'for (const item of body.items.filter(({ status }) => status === "updated")) expect(item.source).not.toBe("none");',
  ],
  "nothing-verified-from-nowhere": [
    'for (const item of body.items.filter(({ source }) => source === "none")) expect(item.verified_with_gateway).not.toBe(true);',
  ],
  "scanned-is-min-of-total-and-limit": [
    "expect(Number(body.scanned)).toBe(Math.min(Number(body.total), options.limit));",
  ],
  "scanned-within-limit": ["expect(Number(body.scanned)).toBeLessThanOrEqual(options.limit);"],
  "scanned-within-total": ["expect(Number(body.scanned)).toBeLessThanOrEqual(Number(body.total));"],
  "unchanged-keeps-the-id": [
    'for (const item of body.items.filter(({ status }) => status === "unchanged"))',
    "  if (isNamed(item.old_instance_id) && isNamed(item.new_instance_id))",
    "    expect(item.new_instance_id).toBe(item.old_instance_id);",
  ],
  "updated-names-a-new-id": [
    'for (const item of body.items.filter(({ status }) => status === "updated")) {',
    '  expect(isNamed(item.new_instance_id), "an update names the new id").toBe(true);',
    '  expect(item.new_instance_id, "and it is another than before").not.toBe(item.old_instance_id);',
    "}",
  ],
};
