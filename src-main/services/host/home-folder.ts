import { homedir, userInfo } from 'node:os';

/**
 * The person's home folder, absolute. An empty HOME, as a cron line or a service file may leave it, is none: Node would
 * take it at its word, and every path below it would begin in the current folder.
 */
export function homeFolder(): string {
  return homedir() || userInfo().homedir;
}
