// The package itself: every value that library/index.ts exports. A test holds the two to each other.

import { load } from "./load.mjs";

export const {
  answered,
  builtInLaws,
  CheckError,
  checkServer,
  createReporter,
  defineLaw,
  defineRelation,
  exampleAnswer,
  exampleItem,
  held,
  judged,
  loadContract,
  notExercised,
  refreshAnswer,
  reportFiles,
  reportText,
  unanswered,
} = await load("index");
