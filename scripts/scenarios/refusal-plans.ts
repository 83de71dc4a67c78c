/** A request that is refused, to be recorded as a scenario. */
export interface RefusalPlan {
  readonly name: string;
  readonly title: string;
  readonly when: string;
  /** What is sent, byte for byte. */
  readonly body: string;
  /** Sent with a key that the server knows. */
  readonly hasKey: boolean;
}

const faulty = (name: string, title: string, when: string, body: string): RefusalPlan => ({
  name,
  title,
  when,
  body,
  hasKey: true,
});

/** The scenarios in which nothing is done, in the order in which they are offered: one for each fault that a request can have. */
export const refusalPlans: readonly RefusalPlan[] = Object.freeze([
  faulty("limit-too-small", "The limit is below 1", "When a page size of 0 is passed on as the limit.", '{"limit":0}'),
  faulty("limit-too-large", "The limit is above 500", "When a client asks for all at once.", '{"limit":501}'),
  faulty("limit-not-a-number", "The limit is text", "When a form's value is sent unconverted.", '{"limit":"many"}'),
  faulty("limit-fractional", "The limit is not whole", "When a limit was computed by division.", '{"limit":12.5}'),
  faulty(
    "limit-null",
    "The limit is null",
    "When an unset field is sent as null instead of left out.",
    '{"limit":null}',
  ),
  faulty("cvm-ids-not-a-list", "One id instead of a list", "When a single id is not wrapped.", '{"cvm_ids":"web"}'),
  faulty(
    "cvm-id-not-text",
    "An id is a number",
    "When `cvm_id`s are passed on as the numbers they are in answers.",
    '{"cvm_ids":["web",1001,null]}',
  ),
  faulty(
    "running-only-not-a-boolean",
    "`running_only` is no boolean",
    "When a checkbox's value is sent unconverted.",
    '{"running_only":"on"}',
  ),
  faulty(
    "missing-only-not-a-boolean",
    "`missing_only` is no boolean",
    "When a checkbox's value is sent unconverted.",
    '{"missing_only":"on"}',
  ),
  faulty(
    "overwrite-not-a-boolean",
    "`overwrite` is no boolean",
    "When a checkbox's value is sent unconverted.",
    '{"overwrite":"on"}',
  ),
  faulty(
    "dry-run-not-a-boolean",
    "`dry_run` is no boolean",
    "When a checkbox's value is sent unconverted.",
    '{"dry_run":"on"}',
  ),
  faulty("body-not-an-object", "The body is a list", "When the ids are sent bare instead of as `cvm_ids`.", '["web"]'),
  faulty(
    "body-missing",
    "There is no body",
    "When a client takes every field being optional for the body being so.",
    "",
  ),
  faulty("malformed-json", "The body is not JSON", "When a body was cut short or written by hand.", '{"limit": 5'),
  faulty(
    "several-faults",
    "Several faults at once",
    "When a form is sent unchecked: every fault is listed, each with its place.",
    '{"limit":0,"dry_run":"on","cvm_ids":["web",7]}',
  ),
  {
    name: "unauthorized",
    title: "The key is missing or wrong",
    when: "When a key was revoked, belongs to another environment, or is not sent.",
    body: "{}",
    hasKey: false,
  },
]);
