/** Asks for something; resolves or rejects with the call that the question was made part of. */
export type SharedCall<Question, Result> = (question: Question) => Promise<Result>;

interface Round<Question, Result> {
  readonly questions: Question[];
  readonly answer: PromiseWithResolvers<Result>;
}

/**
 * Puts a call behind a door that lets one through at a time: whoever asks while a call is under way shares the next one, which
 * starts after they asked. So nobody gets an answer older than their question, and under load one call serves many.
 * A call starts when `ready` resolves, which it must; what is asked until then is part of that call.
 */
export const shareNextCall = <Question, Result>(
  call: (questions: readonly Question[]) => Promise<Result>,
  ready: () => Promise<void>,
): SharedCall<Question, Result> => {
  let next: Round<Question, Result> | null = null;
  let isUnderWay = false;

  const run = async (): Promise<void> => {
    while (next !== null) {
      await ready();
      const round = next;
      next = null;
      try {
        round.answer.resolve(await call(round.questions));
      } catch (problem) {
        round.answer.reject(problem);
      }
    }
    isUnderWay = false;
  };

  return (question) => {
    next ??= { questions: [], answer: Promise.withResolvers<Result>() };
    next.questions.push(question);
    const { promise } = next.answer;
    if (!isUnderWay) {
      isUnderWay = true;
      void run();
    }
    return promise;
  };
};
