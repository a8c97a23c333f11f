import { AppError } from '../../domain/errors/app-error.ts';
import type { Instance } from '../../services/instance/instance-file.ts';
import { findInstance } from '../core/claim-instance.ts';

/** @throws AppError `not_running` */
export async function findRunning(userDataFolder: string): Promise<Instance> {
  const instance = await findInstance(userDataFolder);
  if (instance !== undefined) return instance;
  throw new AppError('unavailable', 'Signalbox is not running.', {
    detail: 'not_running',
    remedy: 'Start it with `signalbox serve`, or open the tray app.',
  });
}
