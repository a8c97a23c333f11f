/** One way a person breaks a default settings file, and what they must be told. */
export interface BrokenFileCase {
  readonly name: string;
  readonly piece: string;
  readonly by: string;
  /** Text whose beginning (plus `skip` characters) is where the error must point. */
  readonly at: string;
  readonly skip?: number;
  readonly message: RegExp;
  readonly remedy: RegExp;
}
