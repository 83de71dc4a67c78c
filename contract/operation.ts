/** What one status of an operation promises. `schemaPointer` is null where the contract promises no JSON body. */
export interface ResponseSpec {
  readonly status: number;
  readonly contentType: string | null;
  readonly schemaPointer: string | null;
}

/** The body that an operation takes. Pointers are JSON Pointers into the document. */
export interface RequestBodySpec {
  readonly required: boolean;
  readonly contentType: string;
  readonly schemaPointer: string;
}

/** One operation of the contract. `method` is upper case; `pointer` names the operation object in the document. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly requestBody: RequestBodySpec | null;
  readonly responses: ReadonlyMap<number, ResponseSpec>;
}
