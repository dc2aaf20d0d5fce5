/** Outcome of a step that can be refused for reasons the caller must handle. */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Refusal };

export function ok<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

export function fail<Refusal>(error: Refusal): Result<never, Refusal> {
  return { ok: false, error };
}
