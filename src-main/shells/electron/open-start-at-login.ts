import { app } from 'electron';
import { appImageOf } from '../../domain/login/app-image.ts';
import { planLoginItem } from '../../domain/login/plan-login-item.ts';
import { readAutostart, writeAutostart } from '../../services/login/autostart-file.ts';
import { xdgConfigFolder } from '../../services/settings/xdg-config-folder.ts';
import type { StartAtLogin } from '../core/start-at-login.ts';

export interface LoginSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly homeFolder: string;
  /** Of a checkout, with its scripts. */
  readonly appFolder: string;
}

/** The way of this system to start the app when the person logs in; undefined where there is none. */
export async function openStartAtLogin(at: LoginSurroundings): Promise<StartAtLogin | undefined> {
  const plan = planLoginItem({
    platform: at.platform,
    executable: process.execPath,
    appImage: appImageOf(at.env, process.execPath),
    configFolder: xdgConfigFolder(at.env, at.homeFolder),
    ...(app.isPackaged
      ? {}
      : {
          checkout: {
            nodePath: at.env.SIGNALBOX_NODE ?? 'node',
            startScript: `${at.appFolder}/scripts/start.mjs`,
            appFolder: at.appFolder,
          },
        }),
  });
  switch (plan.kind) {
    case 'unsupported':
      return undefined;
    case 'login-item': {
      const item = { path: plan.path, args: [...plan.args] };
      return {
        isOn: () => app.getLoginItemSettings(item).openAtLogin,
        set: async isOn => app.setLoginItemSettings({ ...item, openAtLogin: isOn }),
      };
    }
    case 'autostart-file': {
      let isOn = await readAutostart(plan.path);
      return {
        isOn: () => isOn,
        async set(wanted) {
          await writeAutostart(plan.path, wanted ? plan.text : undefined);
          isOn = wanted;
        },
      };
    }
  }
}
