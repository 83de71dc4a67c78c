import type { Fleet, Seams } from "../reference-impl/index.ts";

type Sources = Parameters<Seams["gather"]>[0];

/** Keeps what each question was answered, so that it is asked once. */
const remembered = <Value>(): ((question: string, ask: () => Promise<Value>) => Promise<Value>) => {
  const answers = new Map<string, Promise<Value>>();
  return (question, ask) => {
    const answer = answers.get(question) ?? ask();
    answers.set(question, answer);
    return answer;
  };
};

/**
 * Sources that ask each question about a fleet once, of whichever sources they are laid over first, and then answer from memory: a
 * simulated world stands still, and a mutant is tried for the server's bug, not for its upstreams' speed.
 */
export const rememberingSources = ({ cvms }: Pick<Fleet, "cvms">): ((own: Sources) => Sources) => {
  const states = remembered<Awaited<ReturnType<Sources["teepodState"]>>>();
  const infos = remembered<Awaited<ReturnType<Sources["teepodInfo"]>>>();
  const hosts = remembered<Awaited<ReturnType<Sources["gatewayHosts"]>>>();
  const hostedBy = (teepod: string): readonly string[] =>
    cvms.filter((cvm) => cvm.teepod === teepod).map((cvm) => cvm.vmUuid);
  return (own) => ({
    teepodState: (teepod) => states(teepod, () => own.teepodState(teepod, hostedBy(teepod))),
    teepodInfo: (teepod, vmUuid) => infos(`${teepod} ${vmUuid}`, () => own.teepodInfo(teepod, vmUuid)),
    gatewayHosts: (teepod) => hosts(teepod, () => own.gatewayHosts(teepod)),
  });
};
