export interface TomlSet {
  readonly path: readonly string[];
  /** TOML text of the value. */
  readonly literal: string;
}

export interface TomlChanges {
  readonly set: readonly TomlSet[];
  /** Keys to take out, each with its line; an absent one is no error. */
  readonly remove: readonly (readonly string[])[];
  /** Tables to take out whole, subtables and all, however they are spelled. */
  readonly removeTrees?: readonly (readonly string[])[];
  /** Table headers to take out when nothing is left in the table. */
  readonly removeEmptyTables?: readonly (readonly string[])[];
}
