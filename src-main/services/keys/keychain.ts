/** Where keys are remembered, when the person ticks it. Every method throws AppError `unavailable` where it does not answer. */
export interface Keychain {
  /** The keys of those providers that have one there, by provider. */
  find(providers: readonly string[]): Promise<Readonly<Record<string, string>>>;
  set(provider: string, key: string): Promise<void>;
  delete(provider: string): Promise<void>;
}
