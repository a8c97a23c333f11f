/** Whether the system starts this program when the person logs in. Off until they ask for it. */
export interface StartAtLogin {
  isOn(): boolean;
  /** @throws when the system refuses */
  set(isOn: boolean): Promise<void>;
}
