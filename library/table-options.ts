// Written by `npm run library` from the option table in cli/check/options.ts; do not edit.

/** The options that a check has in common with `cvm-contract check`, under their names in the configuration file. */
export interface TableOptions {
  /** Key of a member. */
  readonly apiKey?: string;
  /** A shell command that prints the key of a member, for keys that expire: it is run again where the key is answered 401. */
  readonly apiKeyCommand?: string;
  /** Key of an admin. */
  readonly adminKey?: string;
  /** Key of a member of another workspace. */
  readonly otherKey?: string;
  /** The header that keys go in, such as 'Authorization: Bearer {key}' or 'Cookie: session={key}'; 'X-API-Key: {key}' where not given. */
  readonly keyHeader?: string;
  /** A header to send along with each request; one that may carry a key is left off where another key, or none, is to be tried. */
  readonly header?: readonly string[];
  /** Trust the certificates in this file (PEM) too, as issuers of the server's. */
  readonly ca?: string;
  /** Look at no certificate: whoever is on the way can read and change everything; each report says so. */
  readonly insecure?: boolean;
  /** Show the server this certificate (PEM), where it asks for one. */
  readonly clientCert?: string;
  /** The key of clientCert (PEM, not encrypted); looked for in that file where not given. */
  readonly clientKey?: string;
  /** Go through this HTTP proxy; where not given, the one in HTTPS_PROXY or HTTP_PROXY, save to what NO_PROXY names and to this machine. */
  readonly proxy?: string | URL;
  /** Connect to this address in the place of the target's, which goes on to be asked by its own name. */
  readonly connect?: string;
  /** Connect to this Unix socket in the place of the target's address. */
  readonly unixSocket?: string;
  /** Wait so long at most until the server answers anything but 502, 503 or 504, such as 60s. */
  readonly wait?: string;
  /** Send requests that write, too; without it every request that can carry dry_run has it true (the embedded reference is always written to). */
  readonly allowWrites?: boolean;
  /** Where the server under test lets its store be looked into (GET) and, with allowWrites, put back into its initial state (PUT {}): laws about writing see more, each starts from the same state, and so the run leaves it; filters and scans are held to it (docs/state-probe.md says what to serve). */
  readonly stateUrl?: string | URL;
  /** What to hold the server to; contract where not given. */
  readonly profile?: "contract" | "reference";
  /** The lowest level whose broken laws fail the check; must where not given. */
  readonly failOn?: "must" | "should";
  /** Some of replay,probe,boundary,access,fuzz,relations,writes; all where not given. */
  readonly phases?: readonly string[];
  /** Judge by all laws but these. */
  readonly skipLaws?: readonly string[];
  /** Hold the server to a law at another level than its own, must or should; each report says so. */
  readonly level?: string;
  /** Let pass answers of this status, in one phase or in all, that a proxy or an operation in progress may give: they break no law and are no evidence; each report says so. */
  readonly allowStatus?: string;
  /** Judge by the laws in this folder too: files of TypeScript or JavaScript, each with a law as its default export (docs/writing-a-law.md). */
  readonly lawsFrom?: string;
  /** Random cases to send at most, and of other kinds in proportion; 5000 where neither this nor time is given. */
  readonly cases?: number;
  /** Send every case that there is; else a run begins with the most telling ones and ends when more teach nothing new (with time alone, and in a shard, it is thorough). */
  readonly thorough?: boolean;
  /** End the run at so many findings that fail it. */
  readonly maxFindings?: number;
  /** End the run after this long, such as 500ms, 90s or 2m. */
  readonly time?: string;
  /** Send the same cases as an earlier run that reported this seed. */
  readonly seed?: number;
  /** Send the cases of part I of N only, to be put together with cvm-contract merge; auto/N takes I from JOB_COMPLETION_INDEX or CI_NODE_INDEX, and CI_NODE_TOTAL is heeded too. */
  readonly shard?: string;
  /** Cases under way at once, each with one request in flight or, where it is about that, several; 16 where not given. */
  readonly workers?: number;
  /** Requests a second at most; auto finds what the server takes without answering slower, 429 or 503. */
  readonly rate?: number | "auto";
  /** How long to wait for one answer, and three times as long when it is asked for again; less for what is known to hang; a server that is not well for that long is lost; 10s where not given. */
  readonly timeout?: string;
  /** A folder of findings and telling inputs: sent again first, and added to; .cvm-contract/corpus where that is there and none is given. */
  readonly corpus?: string;
  /** Findings that are known: they do not fail the check, each until its expiry if it has one. */
  readonly baseline?: string;
  /** Write the baseline anew with what is found, keeping reasons and expiries. */
  readonly updateBaseline?: boolean;
  /** Fail where a must law was never put to the test. */
  readonly strictEvidence?: boolean;
}
