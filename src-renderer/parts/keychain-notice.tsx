import { selectKeychainFault } from '../state/selectors.ts';
import { useApp } from '../state/use-app.ts';
import { FaultNotice } from './fault-notice.tsx';

/** Why remembered keys are missing, while they are. */
export const KeychainNotice = () => {
  const fault = useApp(selectKeychainFault);
  return fault ? <FaultNotice fault={fault} tone="warn" /> : null;
};
